import { listRestorable, type TrashEntry } from '../../../index.js';
import type { RemovedAnswer } from '../../protocol/objects.js';

/**
 * What was removed and can be brought back, the newest first; what was edited is not in it.
 *
 * @throws MirrorError as `listRestorable` does
 */
export async function listRemoved(home: string): Promise<RemovedAnswer[]> {
  return (await removedEntries(home)).map((entry) => ({
    entry: keyOf(entry),
    name: entry.formerName,
    files: [...entry.recordings, ...(entry.taught ?? []), ...(entry.forgottenPhotos ?? [])],
    isDeletable: entry.number > 0,
  }));
}

/** The entry of that key; undefined where there is none. */
export async function findRemoved(home: string, key: string): Promise<TrashEntry | undefined> {
  return (await removedEntries(home)).find((entry) => keyOf(entry) === key);
}

async function removedEntries(home: string): Promise<TrashEntry[]> {
  const entries = await listRestorable(home);
  // What went with its object comes back with it.
  return entries.filter(
    ({ action, isUndo, removedWith }) =>
      action !== 'edited' && !isUndo && removedWith === undefined,
  );
}

/** Starter objects of whose removal an emptied trash knows nothing share the number 0. */
function keyOf({ number, name }: TrashEntry): string {
  return `${number}-${name}`;
}
