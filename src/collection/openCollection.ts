import { join, resolve } from 'node:path';
import { checkOptions } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { aboutFile } from '../files/disk/aboutFile.js';
import { listEntries } from '../files/disk/listEntries.js';
import type { LockOwner } from '../files/disk/lock.js';
import { isFolder } from '../files/disk/pathChecks.js';
import { finishJournal, hasJournal } from './changes/journal.js';
import { journalPath } from './changes/journalFile.js';
import type { Collection } from './collection.js';
import { byName } from './names/byName.js';
import { packageFolder } from './packageFolder.js';
import { type BrokenObject, readShelf, type ShelfContents } from './readShelf.js';
import type { SoundObject } from './soundObject.js';
import {
  applyStarterEdits,
  readStarterEdits,
  removedStarterNames,
  type StarterEdits,
} from './starterEdits.js';
import { listTaught, STARTERS_TAUGHT_FOLDER } from './taught/taughtFolders.js';
import { withTaught, withTaughtOfStarter } from './taught/taughtOf.js';

export interface CollectionOptions {
  /** The folder that holds the user's `objects/` and `models/`; without it the starter collection stands alone. */
  readonly home?: string | undefined;
  /** Called with another process that changes the home and is waited for. */
  readonly onWaiting?: ((owner: LockOwner) => void) | undefined;
  /** Fires to end that waiting. */
  readonly signal?: AbortSignal | undefined;
}

const COLLECTION_RULES = { home: 'string', onWaiting: 'function', signal: 'signal' } as const;

/**
 * The starter collection that ships with the package, with the user's home laid over it: an object of
 * the home takes the place of the starter's of that name, and what the home's `objects/starter-edits.json` says of
 * starter objects is heeded. In the package's own folder, as in a clone of
 * it, whatever is not on the starter collection's list is the home's.
 *
 * A change of the home that a killed process left half made is finished first. A home that may be read but not written is read as
 * it stands.
 *
 * An object that is broken, such as one whose object.json cannot be read, stops none of the others: it stands in
 * `broken`, with what is wrong with it.
 *
 * @throws MirrorError `usage` for a home or an option of another type and an option of no known name, `input` for a
 *   home that is no folder, for edits of the starter collection that cannot be used, and for an object that is broken
 *   by a change that is half made and cannot be finished here; `aborted` when the signal fires while another process
 *   is waited for.
 */
export async function openCollection(options: CollectionOptions = {}): Promise<Collection> {
  checkOptions('openCollection', options, COLLECTION_RULES);
  const { collection, broken, unfinishedChange } = await surveyCollection(options);
  const error = broken[0]?.error;
  if (error !== undefined && unfinishedChange !== undefined) {
    throw aboutFile(
      unfinishedChange,
      new MirrorError(
        'input',
        'Expected a change that is finished but this one is half made and cannot be finished, since this folder cannot be written. Run `mirror objects` where it can be.',
        { cause: error },
      ),
    );
  }
  return collection;
}

/** A collection, and everything in it that cannot be used. */
export interface CollectionSurvey {
  readonly collection: Collection;
  readonly broken: readonly BrokenObject[];
  /** Folders among the objects that hold no object.json. */
  readonly skipped: readonly string[];
  /** The journal of a change that is half made, where this process may not finish it. */
  readonly unfinishedChange?: string;
}

/**
 * What `openCollection` opens, and what it leaves out or passes over.
 *
 * @throws MirrorError `usage` for a home or an option of another type and an option of no known name, `input` for a
 *   home that is no folder, or edits of the starter collection that cannot be used, `aborted` when the signal fires
 *   while a change that is half made is waited for
 */
export async function surveyCollection(options: CollectionOptions = {}): Promise<CollectionSurvey> {
  checkOptions('surveyCollection', options, COLLECTION_RULES);
  const home = options.home === undefined ? undefined : resolve(options.home);
  if (home !== undefined && !(await isFolder(home))) {
    throw new MirrorError(
      'input',
      `Expected the folder of a collection but there is no folder ${home}. Make it, or \`mirror add\` its first object.`,
    );
  }
  const starter = await readShelf(packageFolder(), 'starter');
  const { own, edits, unfinishedChange } = await readHome({ ...options, home });
  const starters = applyStarterEdits(await withTaughtHere(starter.objects, home), edits);
  const broken = [...own.broken, ...starter.broken];
  return {
    collection: {
      home,
      ...layOver(starters, own.objects),
      removed: removedStarterNames(starter.objects, edits),
      ...(broken.length > 0 && { broken }),
    },
    broken,
    skipped: [...own.skipped, ...starter.skipped],
    ...(unfinishedChange !== undefined && { unfinishedChange }),
  };
}

/**
 * The objects of the starter collection as a home has edited them, also those whose place its own have taken; throws as `openCollection`
 * does for edits that cannot be used.
 */
export async function readStarters(home: string): Promise<readonly SoundObject[]> {
  const { objects } = await readShelf(packageFolder(), 'starter');
  return applyStarterEdits(await withTaughtHere(objects, home), await readStarterEdits(home));
}

/** What starter objects were called that a home does without; throws as `readStarters` does. */
export async function readRemovedStarters(home: string): Promise<readonly string[]> {
  const { objects } = await readShelf(packageFolder(), 'starter');
  return removedStarterNames(objects, await readStarterEdits(home));
}

interface ReadHome extends Pick<CollectionSurvey, 'unfinishedChange'> {
  readonly own: ShelfContents;
  readonly edits: StarterEdits;
}

/** The starter collection with what a home has taught its objects. */
async function withTaughtHere(
  starters: readonly SoundObject[],
  home: string | undefined,
): Promise<SoundObject[]> {
  if (home === undefined) return [...starters];
  const root = join(home, 'objects');
  const known = await listEntries(join(home, STARTERS_TAUGHT_FOLDER));
  if (known.length === 0) return [...starters];
  return Promise.all(
    starters.map(async (object) => {
      const folder = join(home, STARTERS_TAUGHT_FOLDER, object.name);
      const taught = await listTaught(folder, { root });
      return withTaught(object, [...(object.taught ?? []), ...taught]);
    }),
  );
}

/** The home's own objects and its edits of the starter's, read between two changes of it. */
async function readHome({ home, onWaiting, signal }: CollectionOptions): Promise<ReadHome> {
  if (home === undefined) return { own: EMPTY, edits: {} };
  for (let attempt = 0; ; attempt++) {
    const isFinished = await finishJournal(home, { onWaiting, signal });
    const own = await readShelf(home, 'home');
    const edits = await readStarterEdits(home);
    // A change may have begun, or begun and ended, while the folders were read.
    const isDoubtful = own.broken.length > 0 && attempt === 0;
    if (isDoubtful) continue;
    if (!(await hasJournal(home))) return { own, edits };
    if (!isFinished) return { own, edits, unfinishedChange: journalPath(home) };
  }
}

const EMPTY: ShelfContents = { objects: [], broken: [], skipped: [] };

function layOver(
  starter: readonly SoundObject[],
  own: readonly SoundObject[],
): Pick<Collection, 'objects' | 'covered'> {
  const names = new Set(own.map((object) => object.name));
  const uncovered = starter.filter((object) => !names.has(object.name));
  const covered = starter.filter((object) => names.has(object.name));
  const withTaught = own.map((object) =>
    withTaughtOfStarter(
      object,
      covered.find(({ name }) => name === object.name),
    ),
  );
  return {
    objects: [...withTaught, ...uncovered].sort((a, b) => byName(a.name, b.name)),
    covered,
  };
}
