import type { Note } from '../../music/note.js';

/** The hands of a recording lie at least this far apart, semitones between their mean pitches. */
const HANDS_APART = 12;

/** Each hand has at least this share of the notes. */
const LEAST_SHARE = 0.2;

/**
 * Splits a recording into two hands by register: at the pitch that leaves the least variance within the two sides
 * (Otsu's threshold, 1979, on the histogram of pitches). Hands that cross are not told apart; a part for one hand,
 * whose two sides lie less than an octave apart or of which one has less than a fifth of the notes, is not split.
 *
 * @returns the lower and the upper hand, in order of playing; undefined where there are no two
 */
export function splitHands(
  notes: readonly Note[],
): readonly [lower: readonly Note[], upper: readonly Note[]] | undefined {
  const counts = new Array<number>(128).fill(0);
  for (const { pitch } of notes) counts[pitch] = (counts[pitch] as number) + 1;
  const total = notes.length;
  const sum = notes.reduce((all, { pitch }) => all + pitch, 0);
  let best: { upperFrom: number; between: number; apart: number; share: number } | undefined;
  let [below, sumBelow] = [0, 0];
  for (let upperFrom = 1; upperFrom < counts.length; upperFrom++) {
    const count = counts[upperFrom - 1] as number;
    below += count;
    sumBelow += count * (upperFrom - 1);
    if (below === 0 || below === total) continue;
    const share = below / total;
    const apart = (sum - sumBelow) / (total - below) - sumBelow / below;
    const between = share * (1 - share) * apart ** 2;
    if (between > (best?.between ?? 0)) best = { upperFrom, between, apart, share };
  }
  if (!best || best.apart < HANDS_APART || Math.min(best.share, 1 - best.share) < LEAST_SHARE) {
    return undefined;
  }
  const { upperFrom } = best;
  return [
    notes.filter(({ pitch }) => pitch < upperFrom),
    notes.filter(({ pitch }) => pitch >= upperFrom),
  ];
}
