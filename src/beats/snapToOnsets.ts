/** A beat moves to the nearest onset within this, seconds: the tracker's frames are 25 ms long. */
const SNAP_SECONDS = 0.05;

/**
 * Moves each beat to the nearest onset, if one is near; others stay.
 *
 * @param beats seconds, rising, further apart than twice 50 ms
 * @param onsets seconds, rising
 */
export function snapToOnsets(beats: readonly number[], onsets: readonly number[]): number[] {
  let next = 0;
  return beats.map((beat) => {
    while (next < onsets.length && (onsets[next] as number) < beat) next++;
    const nearest = [onsets[next - 1], onsets[next]]
      .filter((onset) => onset !== undefined)
      .sort((a, b) => Math.abs(a - beat) - Math.abs(b - beat))[0];
    return nearest !== undefined && Math.abs(nearest - beat) <= SNAP_SECONDS ? nearest : beat;
  });
}
