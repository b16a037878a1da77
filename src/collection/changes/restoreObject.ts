import { resolve } from 'node:path';
import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import { nearestNames } from '../../checks/nearestNames.js';
import { MirrorError } from '../../errors.js';
import type { LockOwner } from '../../files/disk/lock.js';
import { type Collection, startersOf } from '../collection.js';
import { foldName } from '../names/understandName.js';
import { withLockedObjects } from '../objectLocks.js';
import { surveyHome } from '../openHome.js';
import type { SoundObject } from '../soundObject.js';
import { editOf, readStarterEdits } from '../starterEdits.js';
import { checkHomeCall, HOME_CALL_RULES } from './checkHomeCall.js';
import { isAboutOwn } from './followingEntries.js';
import { changeCollection } from './journal.js';
import type { PlannedRestore, RestoreSurroundings } from './plannedRestore.js';
import { planRestoredEdit, planRestoredStarter } from './restoreEdit.js';
import { planRestoredObject, planRestoredRecordings } from './restoreRemoved.js';
import { planRestoredTaught } from './restoreTaught.js';
import { listTrash, readTrash, type TrashEntry } from './trash.js';

export interface RestoreOptions {
  /** What the object is called now, or was when it was removed; capitals, hyphens and spaces make no difference. */
  readonly name: string;
  /** Number of the entry; by default the newest about the object that did not itself come from restoring. */
  readonly number?: number | undefined;
  /** Called with another process that is at work on the object and is waited for. */
  readonly onWaiting?: ((owner: LockOwner) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RestoredObject {
  /** What was taken back. */
  readonly entry: TrashEntry;
  /** The object as it is now; it has another name than before where that was taken meanwhile. */
  readonly object: SoundObject;
  /** File names under which recordings came back, where these were taken meanwhile. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Takes back what was done to an object last: brings it, or its recordings, out of the trash, or gives it back what it was called,
 * answered and sounded like before an edit. Where a name is taken meanwhile, it gets a number. An edit that is taken back is kept
 * in its turn. Whenever the process is killed, all of it is done or nothing.
 *
 * @param home the folder that holds `objects/`
 * @throws MirrorError `usage` for a home, a name or an option of another type, an option of no known name, an object
 *   of which there is nothing to take back, or which has to be brought back itself first; `aborted` when the signal
 *   fires; `environment` if the disk fails or the lock is lost; nothing is changed then. `input` for an object that
 *   was broken when it was removed: it is back, and still broken
 */
export async function restoreObject(
  home: string,
  options: RestoreOptions,
): Promise<RestoredObject> {
  checkOptions('restoreObject', options, { ...HOME_CALL_RULES, number: 'any' });
  checkHomeCall(home, options);
  const root = resolve(home);
  const { signal, onWaiting } = options;
  const { name, formerName } = chooseEntry(await listRestorable(root), options);
  const names = [name, formerName];
  const object = (await openWhole(root)).objects.find((each) => each.name === name);
  return withLockedObjects(root, { names, object, signal, onWaiting }, async (within) => {
    const { entry, ...planned } = await changeCollection(
      root,
      async () => {
        const entries = await readTrash(root);
        const entry = chooseEntry([...entries, ...(await removedStarters(root, entries))], options);
        const collection = await openWhole(root);
        return { entry, ...(await plan(root, { entry, collection, entries })) };
      },
      { signal, onWaiting, within },
    );
    const object = findRestored(await openWhole(root), planned);
    if (object === undefined) throw stillBroken(planned.name);
    return { entry, object, renamed: planned.renamed ?? [] };
  });
}

function findRestored(
  collection: Collection,
  { name, starter }: PlannedRestore,
): SoundObject | undefined {
  return starter === undefined
    ? collection.objects.find((each) => each.name === name)
    : startersOf(collection).find((each) => (each.starterName ?? each.name) === starter);
}

/**
 * All that `restoreObject` can take back, the newest first: what is in the trash, and starter objects that a home does without.
 *
 * @throws MirrorError `usage` for a home that is no string, `input` for an entry, or edits of the starter collection, that cannot be used
 */
export async function listRestorable(home: string): Promise<TrashEntry[]> {
  checkArguments({ home }, { home: 'string' });
  const root = resolve(home);
  const entries = await listTrash(root);
  return [...entries, ...(await removedStarters(root, entries))];
}

/** Starter objects of whose removal an emptied trash knows nothing. */
async function removedStarters(
  home: string,
  entries: readonly TrashEntry[],
): Promise<TrashEntry[]> {
  const edits = await readStarterEdits(home);
  const known = entries
    .filter(({ action }) => action === 'removed')
    .map(({ starter }) => starter?.name);
  return Object.keys(edits)
    .filter((starter) => editOf(edits, starter).removed && !known.includes(starter))
    .map((starter) => {
      const { removed, ...edit } = editOf(edits, starter);
      const name = edit.name ?? starter;
      return {
        number: 0,
        action: 'removed',
        name,
        formerName: name,
        recordings: [],
        starter: { name: starter, edit },
        isUndo: false,
      };
    });
}

/** What is whole of the collection: an object that is broken must not keep another from coming back. */
async function openWhole(home: string): Promise<Collection> {
  return (await surveyHome(home)).collection;
}

function chooseEntry(
  entries: readonly TrashEntry[],
  { name, number }: Pick<RestoreOptions, 'name' | 'number'>,
): TrashEntry {
  const isAbout = (called: string) => foldName(called) === foldName(name);
  const now = entries.filter((entry) => isAbout(entry.name));
  const about = now.length > 0 ? now : entries.filter((entry) => isAbout(entry.formerName));
  const [newest] = about;
  const found =
    number === undefined
      ? (about.find(({ isUndo }) => !isUndo) ?? newest)
      : about.find((entry) => entry.number === number);
  if (found !== undefined) return found;
  if (number !== undefined && newest !== undefined) {
    throw new MirrorError(
      'usage',
      `Expected the number of an entry about ${newest.name}, ${about.map((entry) => entry.number).join(', ')}, but received ${number}. \`mirror restore\` lists them.`,
    );
  }
  const nearest = nearestNames(name, [...new Set(entries.map((entry) => entry.name))]);
  const remedy =
    nearest.length > 0
      ? `Did you mean ${nearest.join(' or ')}?`
      : '`mirror restore` lists what there is.';
  throw new MirrorError(
    'usage',
    `Expected an object that was removed or edited but received ${JSON.stringify(name)}. ${remedy}`,
  );
}

function plan(root: string, surroundings: RestoreSurroundings): Promise<PlannedRestore> {
  const { action, starter } = surroundings.entry;
  if (action === 'recordings removed') return planRestoredRecordings(root, surroundings);
  if (action === 'forgotten') return planRestoredTaught(root, surroundings);
  if (action === 'removed' && starter === undefined) return planRestoredObject(root, surroundings);
  return isAboutOwn(root, surroundings.entry).then((isOwn) =>
    isOwn ? planRestoredEdit(root, surroundings) : planRestoredStarter(root, surroundings),
  );
}

function stillBroken(name: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected ${name} to be whole but it came back as it was removed, broken. \`mirror doctor\` says what to mend.`,
  );
}
