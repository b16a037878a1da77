/** Each fold goes through all the items again, and more of them would hardly move a mean. */
const MOST_FOLDS = 8;

/** Each of the items with all the others: nothing for a single one; of very many, some spread evenly over them. */
export function leaveOneOut<Item>(
  items: readonly Item[],
): { readonly one: Item; readonly others: readonly Item[] }[] {
  if (items.length < 2) return [];
  return spreadOver(items, MOST_FOLDS).map((one) => ({
    one,
    others: items.filter((item) => item !== one),
  }));
}

/** The items, or so many of them, spread evenly over all. */
export function spreadOver<Item>(items: readonly Item[], most: number): Item[] {
  const count = Math.min(most, items.length);
  return Array.from(
    { length: count },
    (_, i) => items[Math.floor((i * items.length) / count)] as Item,
  );
}
