/** Beats in a span at most, and spans side by side in a recording at least. */
const SPAN = { beats: 8, fewest: 4 } as const;

/**
 * The tempo of beats that were found in sound, beats a minute, by the median time that eight of them take, or fewer in a short recording. Endings that
 * slow down do not draw it along as they would a mean. The median of single beats would be off by up to 1 %: they
 * stand on frames of some 11 ms, so that of beats of 0.714 s it makes 0.708 or 0.720.
 *
 * @param beats seconds, rising, at least two
 * @example medianSpanTempo([0, 0.5, 1, 1.9]) // 120
 */
export function medianSpanTempo(beats: readonly number[]): number {
  const span = Math.max(1, Math.min(SPAN.beats, Math.floor((beats.length - 1) / SPAN.fewest)));
  const seconds = beats.slice(span).map((beat, i) => beat - (beats[i] as number));
  seconds.sort((a, b) => a - b);
  const upper = seconds[seconds.length >> 1] as number;
  const lower = seconds[(seconds.length - 1) >> 1] as number;
  return (120 * span) / (lower + upper);
}
