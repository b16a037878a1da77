import { nameOfBroken } from './brokenObjects.js';
import { type Collection, startersOf } from './collection.js';

/** A line for each object that is broken: its file, what is wrong with it, and who plays until it is mended. */
export function brokenNotes(collection: Collection): string[] {
  const starters = new Set(startersOf(collection).map(({ name }) => name));
  return (collection.broken ?? []).map((each) => {
    const name = nameOfBroken(each);
    const who =
      each.shelf === 'home' && starters.has(name)
        ? `the starter's ${name} stands in for it`
        : 'the rest plays without it';
    return `${each.error.message} Until then, ${who}.`;
  });
}
