/**
 * Edit distance of two sequences as a share of the longer one: the least number of items that must be changed, put in
 * or taken out to turn one into the other (Levenshtein 1966), so that music which begins an event later stays near.
 *
 * @returns 0 (equal, or both empty) to 1 (nothing in common)
 * @example editDistance(['a', 'b', 'c'], ['b', 'c']) // 1/3
 */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, item] of a.entries()) {
    const row = [i + 1];
    for (const [j, other] of b.entries()) {
      const replaced = (above[j] as number) + Number(item !== other);
      row.push(Math.min(replaced, (above[j + 1] as number) + 1, (row[j] as number) + 1));
    }
    above = row;
  }
  return (above[b.length] as number) / Math.max(1, a.length, b.length);
}
