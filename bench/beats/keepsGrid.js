/**
 * Stand-in until src/beats/keepsGrid.ts exists: delete this file then and import that one.
 *
 * Whether notes stand on their own grid: R = max over k = 1, 2, 3, 4, 6 of the mean of cos(2π · ticks · k ÷ 480) > 0.35.
 */
export function keepsGrid({ notes }) {
  const resultants = [1, 2, 3, 4, 6].map(
    (k) =>
      notes.reduce(
        (sum, { startTicks }) => sum + Math.cos((2 * Math.PI * k * startTicks) / 480),
        0,
      ) / notes.length,
  );
  return Math.max(...resultants) > 0.35;
}
