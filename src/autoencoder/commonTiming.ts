import type { Performance } from '../music/phrase.js';
import { type TimeSignature, ticksToSeconds } from '../music/time.js';

/**
 * Tempo and time signature that a set of recordings has in common, each recording counted by how
 * long it lasts: the geometric mean of the tempi, and the most played time signature.
 *
 * @param performances at least one
 */
export function commonTiming(performances: readonly Performance[]): {
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
} {
  const weights = performances.map((p) => ticksToSeconds(p.lengthTicks, p.tempoBpm));
  const total = weights.reduce((a, b) => a + b, 0);
  const logTempo = performances.reduce(
    (sum, { tempoBpm }, i) => sum + ((weights[i] as number) / total) * Math.log(tempoBpm),
    0,
  );
  const seconds = new Map<string, number>();
  performances.forEach(({ timeSignature: { beats, beatUnit } }, i) => {
    const key = `${beats}/${beatUnit}`;
    seconds.set(key, (seconds.get(key) ?? 0) + (weights[i] as number));
  });
  const [longest] = [...seconds].sort((a, b) => b[1] - a[1]) as [[string, number]];
  const [beats, beatUnit] = longest[0].split('/').map(Number) as [number, number];
  return {
    // A hundredth of a beat a minute is far below what anyone hears.
    tempoBpm: Math.round(Math.exp(logTempo) * 100) / 100,
    timeSignature: { beats, beatUnit },
  };
}
