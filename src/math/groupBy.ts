/**
 * Items by a key, groups in the order in which their first items come, items in theirs. It is `Map.groupBy` of ES2024, which Node 20
 * does not have.
 *
 * @example groupBy([1, 2, 3], (value) => value % 2) // Map { 1 → [1, 3], 0 → [2] }
 */
export function groupBy<Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
): Map<Key, [Item, ...Item[]]> {
  const groups = new Map<Key, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
