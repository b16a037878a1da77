import { durationSeconds, type MeasuredPerformance } from '../../events/measuredPerformance.js';
import { type Note, pitchClassOf } from '../../music/note.js';

/**
 * How long each pitch class sounds in each of the equal cells of a piece.
 *
 * @param cellTicks above 0
 * @param cells how many; what lies beyond the last is left out
 * @returns [cells][12], ticks
 */
export function pitchClassWeights(
  notes: readonly Note[],
  { cellTicks, cells }: { readonly cellTicks: number; readonly cells: number },
): number[][] {
  const weights = Array.from({ length: cells }, () => new Array<number>(12).fill(0));
  for (const { pitch, startTicks, durationTicks } of notes) {
    const endTicks = startTicks + durationTicks;
    const pitchClass = pitchClassOf(pitch);
    for (let cell = Math.floor(startTicks / cellTicks); cell * cellTicks < endTicks; cell++) {
      const own = weights[cell];
      if (own === undefined) break;
      const from = Math.max(startTicks, cell * cellTicks);
      const to = Math.min(endTicks, (cell + 1) * cellTicks);
      own[pitchClass] = (own[pitchClass] as number) + to - from;
    }
  }
  return weights;
}

/**
 * How long each pitch class sounds in pieces, all of them together.
 *
 * @returns [12], seconds of each piece's own tempo map
 */
export function pitchClassSeconds(pieces: readonly MeasuredPerformance[]): number[] {
  const weights = new Array<number>(12).fill(0);
  for (const piece of pieces) {
    for (const note of piece.performance.notes) {
      const pitchClass = pitchClassOf(note.pitch);
      weights[pitchClass] = (weights[pitchClass] as number) + durationSeconds(note, piece);
    }
  }
  return weights;
}

/**
 * What two distributions of pitch classes have in common: the sum of the lesser shares of each.
 *
 * @param a, b 12 weights each, 0 or more
 * @returns 0–1; 0 where one side is silent
 */
export function pitchClassOverlap(a: readonly number[], b: readonly number[]): number {
  const [totalA, totalB] = [a, b].map((weights) =>
    weights.reduce((sum, each) => sum + each, 0),
  ) as [number, number];
  if (totalA === 0 || totalB === 0) return 0;
  return a.reduce(
    (sum, weight, i) => sum + Math.min(weight / totalA, (b[i] as number) / totalB),
    0,
  );
}
