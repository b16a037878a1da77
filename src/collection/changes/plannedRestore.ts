import { basename } from 'node:path';
import { MirrorError } from '../../errors.js';
import type { Collection } from '../collection.js';
import type { SoundObject } from '../soundObject.js';
import { shellWord } from '../training/trainCommand.js';
import type { JournalStep } from './journalSteps.js';
import { type TrashEntry, trashPath } from './trash.js';

/** A restoring in all its steps. */
export interface PlannedRestore {
  /** The name that the object has then. */
  readonly name: string;
  /** What the starter collection calls it, where it is a starter object: one of the home may cover it. */
  readonly starter?: string;
  readonly steps: readonly JournalStep[];
  /** File names of recordings that came back under others. */
  readonly renamed?: readonly { readonly from: string; readonly to: string }[];
}

/** What a restoring is planned with. */
export interface RestoreSurroundings {
  readonly entry: TrashEntry;
  readonly collection: Collection;
  readonly entries: readonly TrashEntry[];
}

/**
 * The object of the home that an entry is about, with its folder below the home.
 *
 * @throws MirrorError `usage` where it is in the trash, even if another one has its name now, or gone
 */
export function ownObject({ collection, entry, entries }: RestoreSurroundings): {
  readonly object: SoundObject;
  readonly folder: string;
} {
  const isRemoved = entry.action !== 'edited' && entry.action !== 'forgotten';
  const what = isRemoved ? 'removed' : entry.action;
  if (entry.removedWith !== undefined) {
    const isThere = entries.some(({ number }) => number === entry.removedWith);
    const remedy = isThere
      ? `\`mirror restore ${shellWord(entry.name)} --entry ${entry.removedWith}\` brings it back.`
      : `Delete the folder ${trashPath(entry.number)}.`;
    throw new MirrorError(
      'usage',
      `Expected the object ${entry.name} of which this was ${what} but it was removed as well. ${remedy}`,
    );
  }
  const object = collection.objects.find(
    ({ name, shelf }) => name === entry.name && shelf === 'home',
  );
  if (object !== undefined) return { object, folder: `objects/${basename(object.folder)}` };
  throw new MirrorError(
    'usage',
    `Expected an object ${entry.name} to give back what was ${what} but there is none of yours. \`mirror restore\` says whether it can be brought back itself.`,
  );
}
