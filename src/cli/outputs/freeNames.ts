import { foldCase } from '../../collection/names/byName.js';

/**
 * Names files that lie beside each other, each with the first number from 2 on that is free where another has its name.
 *
 * @param taken names that are in use, by `foldCase`; those that are given are added
 * @param ending of each name, with its dot
 * @returns a function that takes a name without the ending
 * @example freeNames(new Set(['kitchen.mid']), '.mid')('kitchen') // 'kitchen-2.mid'
 */
export function freeNames(taken: Set<string>, ending: string): (stem: string) => string {
  /** By stem, the number that comes next: a hundred thousand files may have one name. */
  const next = new Map<string, number>();
  return (stem) => {
    // Disks of Windows and macOS do not tell capitals apart, nor ways of composing a letter.
    const folded = foldCase(stem);
    let number = next.get(folded) ?? 1;
    const nameAt = () => (number === 1 ? `${stem}${ending}` : `${stem}-${number}${ending}`);
    while (taken.has(foldCase(nameAt()))) number++;
    const name = nameAt();
    next.set(folded, number + 1);
    taken.add(foldCase(name));
    return name;
  };
}
