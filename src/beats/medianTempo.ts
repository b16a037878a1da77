/**
 * The tempo by the median interval between beats, or between beats that are several apart, beats a minute.
 *
 * @param beats seconds, rising, at least two, and more than `span`
 * @param span beats from one end of an interval to the other, 1 or more
 * @example medianTempo([0, 0.5, 1, 1.9]) // 120
 */
export function medianTempo(beats: readonly number[], span = 1): number {
  const intervals = beats.slice(span).map((beat, i) => beat - (beats[i] as number));
  intervals.sort((a, b) => a - b);
  const upper = intervals[intervals.length >> 1] as number;
  const lower = intervals[(intervals.length - 1) >> 1] as number;
  return (120 * span) / (lower + upper);
}

/** Beats in a span at most, and spans side by side in a recording at least. */
const SPAN = { beats: 8, fewest: 4 } as const;

/**
 * The tempo of beats that were found in sound, beats a minute, by the median time that eight of them take, or fewer
 * in a short recording. Endings that slow down do not draw it along as they would a mean. The median of single
 * beats would be off by up to 1 %: they stand on frames of some 11 ms, so that of beats of 0.714 s it makes 0.708
 * or 0.720.
 *
 * @param beats seconds, rising, at least two
 * @example medianSpanTempo([0, 0.5, 1, 1.9]) // 120
 */
export function medianSpanTempo(beats: readonly number[]): number {
  return medianTempo(
    beats,
    Math.max(1, Math.min(SPAN.beats, Math.floor((beats.length - 1) / SPAN.fewest))),
  );
}
