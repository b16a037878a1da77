import type { PackedRecording } from './recordedEvents.js';

/**
 * How much each value counts: each recording's share is divided evenly among its values. In order of first appearance.
 */
export function countValues(
  recordings: readonly PackedRecording[],
  valuesOf: (recording: PackedRecording) => ArrayLike<number>,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const recording of recordings) {
    const values = valuesOf(recording);
    const each = recording.share / values.length;
    for (let at = 0; at < values.length; at++) {
      const value = values[at] as number;
      counts.set(value, (counts.get(value) ?? 0) + each);
    }
  }
  return counts;
}
