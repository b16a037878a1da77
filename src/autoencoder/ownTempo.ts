import type { Performance } from '../music/phrase.js';
import { seededRandom } from '../random.js';
import type { Decoder } from './decoder.js';

/**
 * Tempi that music has, quarter notes a minute; what a file claims beyond them is brought to the nearest. MIDI holds
 * none below 3.58.
 */
export const TEMPO_RANGE = { least: 4, most: 1000 } as const;

/** At this tempo the ticks of a free recording last the seconds that they were played in. */
export const FREE_TEMPO_BPM = 120;

/** The fraction of the golden ratio: its multiples fill 0–1 more evenly than those of any other number. */
const GOLDEN_FRACTION = (Math.sqrt(5) - 1) / 2;

/** A recording's tempo as a decoder keeps it, in hundredths; null for a free one. */
export function keptTempo({
  tempoBpm,
  isFree,
}: Pick<Performance, 'tempoBpm' | 'isFree'>): number | null {
  if (isFree) return null;
  const inRange = Math.min(TEMPO_RANGE.most, Math.max(TEMPO_RANGE.least, tempoBpm));
  // A hundredth of a beat a minute is far below what can be heard.
  return Math.round(inRange * 100) / 100;
}

/**
 * The tempo of one of the recordings that a decoder learned, each as often as its share: a tempo that was played, where
 * a mean of several may lie between all of them. Seeds that follow one another go through the tempi evenly (a
 * low-discrepancy sequence, Kronecker's with the golden ratio), so that a few pieces already have all of them.
 *
 * Free recordings have no vote.
 *
 * @param seed whole, 0 to 2³² − 1
 * @returns quarter notes a minute; null if all recordings are free, and their seconds are to be kept
 */
export function chooseTempo(
  { object, recordings }: Pick<Decoder, 'object' | 'recordings'>,
  seed: number,
): number | null {
  const voters = recordings
    .flatMap(({ tempoBpm, share }) => (tempoBpm === null ? [] : { tempoBpm, share }))
    // Neighbours in the sequence lie far apart, so in this order they are unlike tempi.
    .sort((a, b) => a.tempoBpm - b.tempoBpm);
  const total = voters.reduce((sum, { share }) => sum + share, 0);
  const offset = seededRandom(`tempo ${object}`)();
  let left = ((offset + seed * GOLDEN_FRACTION) % 1) * total;
  const chosen = voters.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return (chosen ?? voters.at(-1))?.tempoBpm ?? null;
}
