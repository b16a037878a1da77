/**
 * The length to cut lists at so that all of them fit into what room there is; shorter ones leave their room to the others.
 *
 * @example longestThatFits([10, 2, 10], 14) // 6
 */
export function longestThatFits(lengths: readonly number[], room: number): number {
  let left = room;
  const rising = [...lengths].sort((a, b) => a - b);
  for (const [i, length] of rising.entries()) {
    const fair = Math.floor(left / (rising.length - i));
    if (length > fair) return fair;
    left -= length;
  }
  return room;
}
