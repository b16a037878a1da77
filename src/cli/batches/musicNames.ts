import { parse } from 'node:path';
import { foldCase } from '../../collection/names/byName.js';
import { freeNames } from '../outputs/freeNames.js';

/**
 * The names of the MIDI files of photos in `--out`. A photo keeps the name that the manifest gave it, whatever other
 * photos come or go; others take free names, in the order of the call.
 *
 * @param paths absolute, or addresses in S3; one that comes twice has one name
 * @param kept names of the manifest, by photo; they are in use even if their photos are not in this call
 */
export function musicNames(
  paths: readonly string[],
  kept: ReadonlyMap<string, string>,
): readonly string[] {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const [path, name] of kept) {
    const folded = foldCase(name);
    // The first photo of a name has it, and no name leads out of the folder.
    if (!isFileName(name) || taken.has(folded)) continue;
    taken.add(folded);
    names.set(path, name);
  }
  const newName = freeNames(taken, '.mid');
  return paths.map((path) => {
    const name = names.get(path) ?? newName(parse(path).name);
    names.set(path, name);
    return name;
  });
}

function isFileName(name: string): boolean {
  return /^[^/\\]+\.mid$/.test(name);
}
