import { basename } from 'node:path';
import { MirrorError } from '../errors.js';
import type { Collection } from './collection.js';
import type { JournalStep } from './journalSteps.js';
import type { SoundObject } from './soundObject.js';
import type { TrashEntry } from './trash.js';

/** A restoring in all its steps. */
export interface PlannedRestore {
  /** The name that the object has then. */
  readonly name: string;
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

/** The object of the home that an entry is about, with its folder below the home. */
export function ownObject({ collection, entry }: RestoreSurroundings): {
  readonly object: SoundObject;
  readonly folder: string;
} {
  const object = collection.objects.find(
    ({ name, shelf }) => name === entry.name && shelf === 'home',
  );
  if (object !== undefined) return { object, folder: `objects/${basename(object.folder)}` };
  throw new MirrorError(
    'usage',
    `Expected an object ${entry.name} to give back what was ${entry.action === 'edited' ? 'edited' : 'removed'} but there is none of yours. \`mirror restore\` says whether it can be brought back itself.`,
  );
}
