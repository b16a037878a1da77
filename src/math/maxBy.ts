/**
 * The item with the highest score, of equals the first; undefined of none.
 *
 * @example maxBy(['ab', 'abc', 'def'], ({ length }) => length) // 'abc'
 */
export function maxBy<Item>(
  items: Iterable<Item>,
  scoreOf: (item: Item) => number,
): Item | undefined {
  let best: { readonly item: Item; readonly score: number } | undefined;
  for (const item of items) {
    const score = scoreOf(item);
    if (best === undefined || score > best.score) best = { item, score };
  }
  return best?.item;
}

/** The item with the lowest score, of equals the first; undefined of none. */
export function minBy<Item>(
  items: Iterable<Item>,
  scoreOf: (item: Item) => number,
): Item | undefined {
  return maxBy(items, (item) => -scoreOf(item));
}
