import { basename, resolve } from 'node:path';
import { checkEach, checkOptions } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import type { LockOwner } from '../../files/disk/lock.js';
import { findBroken, nameOfBroken } from '../brokenObjects.js';
import { type Collection, findObject, startersOf } from '../collection.js';
import { withLockedObjects } from '../objectLocks.js';
import type { CollectionSurvey } from '../openCollection.js';
import { surveyHome } from '../openHome.js';
import { findTakes } from '../recordings/recordedTakes.js';
import type { SoundObject } from '../soundObject.js';
import { editOf, readStarterEdits } from '../starterEdits.js';
import { checkHomeCall, HOME_CALL_RULES } from './checkHomeCall.js';
import { moveDecoders } from './decoderMoves.js';
import { entriesAbout, followIntoTrash, ownEntries } from './followingEntries.js';
import { changeCollection } from './journal.js';
import type { JournalStep } from './journalSteps.js';
import { starterEditSteps } from './objectSteps.js';
import { nextTrashNumber, readTrash, type TrashEntry, trashPath, writeEntry } from './trash.js';

export interface RemoveOptions {
  readonly name: string;
  /** File names of recordings; without any, or with an empty list, the object is removed as a whole, and its decoders with it. */
  readonly recordings?: readonly string[];
  /** Called with another process that is at work on the object and is waited for. */
  readonly onWaiting?: ((owner: LockOwner) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RemovedObject {
  /** What is in the trash now. */
  readonly entry: TrashEntry;
  /** The object of that name as it is from now on: without the recordings, or the starter's that was behind it; else undefined. */
  readonly object: SoundObject | undefined;
}

/**
 * Moves an object of the home, or some of its recordings, into the trash of the collection, from where `restoreObject` brings them
 * back. Of audio, its transcription goes with it, and the audio with its transcription. Whenever the process is killed, all of it
 * is done or nothing.
 *
 * An object of the starter collection stays as it ships: the home's `objects/starter-edits.json` says that the home does without it.
 *
 * @param home the folder that holds, or will hold, `objects/`
 * @throws MirrorError `usage` for a home, a name or an option of another type, an option of no known name, an object
 *   or a recording there is not, and for recordings of a starter object; `input` for recordings of an object that is
 *   broken; `environment` if the disk fails or the lock is lost; `aborted` when the signal fires; nothing is removed
 *   then
 */
export async function removeObject(home: string, options: RemoveOptions): Promise<RemovedObject> {
  checkOptions('removeObject', options, { ...HOME_CALL_RULES, recordings: 'array' });
  checkHomeCall(home, options);
  if (options.recordings !== undefined) checkEach('recordings', options.recordings, 'string');
  const root = resolve(home);
  const { recordings = [], signal, onWaiting } = options;
  const found = findRemovable(await surveyHome(root, { signal, onWaiting }), options.name);
  const { name } = found;
  const object = recordings.length === 0 && 'shelf' in found ? (found as SoundObject) : undefined;
  return withLockedObjects(root, { names: [name], object, signal, onWaiting }, async (within) => {
    const plan = async () => {
      const surveyed = await surveyHome(root);
      const found = findRemovable(surveyed, name);
      const number = await nextTrashNumber(root);
      return recordings.length === 0
        ? planObject(root, { ...surveyed, found, number, entries: await readTrash(root) })
        : planRecordings({ found, number, recordings });
    };
    const { entry } = await changeCollection(root, plan, { signal, onWaiting, within });
    const { objects } = (await surveyHome(root)).collection;
    return { entry, object: objects.find((each) => each.name === name) };
  });
}

/** An object, or the folder of one of the home's that is broken. */
type Removable = SoundObject | { readonly name: string; readonly folder: string };

/** What cannot be used can be removed as well, by the name of its folder. */
function findRemovable({ collection }: CollectionSurvey, name: string): Removable {
  const broken = findBroken(collection, name);
  if (broken?.shelf === 'home') return { name: nameOfBroken(broken), folder: broken.folder };
  return findObject(collection, name);
}

interface Planned {
  readonly entry: TrashEntry;
  readonly steps: readonly JournalStep[];
}

interface Removal {
  readonly collection: Collection;
  readonly found: Removable;
  readonly number: number;
  readonly entries: readonly TrashEntry[];
}

async function planObject(
  root: string,
  { collection, found, number, entries }: Removal,
): Promise<Planned> {
  const { name } = found;
  const base = { number, action: 'removed', name, formerName: name, recordings: [] } as const;
  if ('shelf' in found && found.shelf === 'starter') {
    const starter = found.starterName ?? name;
    const edits = await readStarterEdits(root);
    const edit = editOf(edits, starter);
    const entry = { ...base, starter: { name: starter, edit }, isUndo: false };
    const changed = { [starter]: { ...edit, removed: true } };
    const steps = [
      writeEntry(entry),
      ...followIntoTrash(entriesAbout(entries, name), number),
      ...starterEditSteps(edits, changed),
    ];
    return { entry, steps };
  }
  const covered = startersOf(collection).find((each) => each.name === name);
  const entry = {
    ...base,
    ...(covered && { covered: covered.starterName ?? covered.name }),
    isUndo: false,
  };
  const from = `objects/${basename(found.folder)}`;
  return {
    entry,
    steps: [
      writeEntry(entry),
      { is: 'move', from, to: trashPath(number, 'object') },
      ...(await moveDecoders(root, { from: `models/${name}`, to: trashPath(number, 'models') })),
      ...followIntoTrash(await ownEntries(root, entriesAbout(entries, name)), number),
    ],
  };
}

async function planRecordings({
  found,
  number,
  recordings,
}: {
  readonly found: Removable;
  readonly number: number;
  readonly recordings: readonly string[];
}): Promise<Planned> {
  const { name } = found;
  if (!('shelf' in found)) {
    throw new MirrorError(
      'input',
      `Expected an object that can be used but ${name} is broken. \`mirror doctor\` says why; \`mirror remove\` without recordings takes it away.`,
    );
  }
  if (found.shelf === 'starter') {
    throw new MirrorError(
      'usage',
      `Expected recordings of yours but ${name} ships with the program. Make it yours with \`mirror add --with-starter\` first.`,
    );
  }
  const files = await findTakes(found, recordings);
  const entry: TrashEntry = {
    number,
    action: 'recordings removed',
    name,
    formerName: name,
    recordings: files.recordings,
    isUndo: false,
  };
  const folder = `objects/${basename(found.folder)}/recordings`;
  return {
    entry,
    steps: [
      writeEntry(entry),
      ...files.names.map(
        (file): JournalStep => ({
          is: 'move',
          from: `${folder}/${file}`,
          to: trashPath(number, 'recordings', file),
        }),
      ),
    ],
  };
}
