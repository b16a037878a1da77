/**
 * The tempo by the median interval between beats, beats a minute.
 *
 * @param beats seconds, rising, at least two
 * @example medianTempo([0, 0.5, 1, 1.9]) // 120
 */
export function medianTempo(beats: readonly number[]): number {
  const intervals = beats.slice(1).map((beat, i) => beat - (beats[i] as number));
  intervals.sort((a, b) => a - b);
  const upper = intervals[intervals.length >> 1] as number;
  const lower = intervals[(intervals.length - 1) >> 1] as number;
  return 120 / (lower + upper);
}
