import { basename, resolve } from 'node:path';
import { checkOptions } from '../../checks/checkOptions.js';
import type { LockOwner } from '../../files/disk/lock.js';
import { type Collection, findObject } from '../collection.js';
import { checkNewObjectName } from '../names/objectName.js';
import { assertObjectFileFits, formatObjectFile, type ObjectDescription } from '../objectFile.js';
import { withLockedObjects } from '../objectLocks.js';
import { openHome } from '../openHome.js';
import type { SoundObject } from '../soundObject.js';
import { editOf, readStarterEdits, type StarterEdit } from '../starterEdits.js';
import { checkHomeCall, HOME_CALL_RULES } from './checkHomeCall.js';
import { moveDecoders } from './decoderMoves.js';
import { checkDescriptionEdit, type DescriptionEdit, editDescription } from './editDescription.js';
import { renameEntries } from './followingEntries.js';
import { checkFreeName, takenNames } from './freeObjectName.js';
import { changeCollection } from './journal.js';
import type { JournalStep } from './journalSteps.js';
import { placeObject, starterEditSteps } from './objectSteps.js';
import { descriptionOf, nextTrashNumber, readTrash, type TrashEntry, writeEntry } from './trash.js';

export interface EditOptions extends DescriptionEdit {
  readonly name: string;
  /** A name for it that is free. */
  readonly rename?: string | undefined;
  /** Called with another process that is at work on the object and is waited for. */
  readonly onWaiting?: ((owner: LockOwner) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface EditedObject {
  readonly before: SoundObject;
  /** Equal to `before` where nothing was changed. */
  readonly object: SoundObject;
  /** Whether anything was changed, which `restoreObject` can take back. */
  readonly isChanged: boolean;
  /** What the starter collection calls the object whose place a renamed one takes: it has the new name too, and stays behind it. */
  readonly starter?: string;
}

const EDIT_RULES = {
  ...HOME_CALL_RULES,
  rename: 'string',
  labels: 'array',
  addLabels: 'array',
  removeLabels: 'array',
  instrument: 'string',
  text: 'string',
} as const;

/**
 * Changes what an object is called, answers and sounds like. Its decoders go on playing without a training. Whenever the
 * process is killed, all of it is done or nothing.
 *
 * An object of the starter collection stays as it ships: what is said of it is kept in the home, in
 * `objects/starter-edits.json`.
 *
 * @param home the folder that holds, or will hold, `objects/`
 * @example await editObject(home, { name: 'kettle', addLabels: ['toaster'], rename: 'samovar' })
 * @throws MirrorError `usage` for a home or an option of another type, an option of no known name, an object there is
 *   not, nothing to change, a name that is taken, or labels of which none would be left; `environment` if the disk
 *   fails or the lock is lost; `input` for a label, an instrument or a name that cannot be, and for a text that is too
 *   long; `aborted` when the signal fires; nothing is changed then
 */
export async function editObject(home: string, options: EditOptions): Promise<EditedObject> {
  checkOptions('editObject', options, EDIT_RULES);
  checkHomeCall(home, options);
  const root = resolve(home);
  const { signal, onWaiting } = options;
  checkDescriptionEdit(options);
  const found = findObject(await openHome(root, { signal, onWaiting }), options.name);
  const { name } = found;
  const rename = newName(name, options.rename);
  const names = [name, rename];
  // Only a rename moves decoders.
  const object = rename === name ? undefined : found;
  return withLockedObjects(root, { names, object, signal, onWaiting }, async (within) => {
    const { before, starter, steps } = await changeCollection(
      root,
      async () => {
        const collection = await openHome(root);
        const before = findObject(collection, name);
        const wanted = { ...editDescription(before, options), name: rename };
        const edit = { collection, before, wanted };
        return { before, starter: followingStarter(edit), steps: await planEdit(root, edit) };
      },
      { signal, onWaiting, within },
    );
    const object = findObject(await openHome(root), rename);
    return { before, object, isChanged: steps.length > 0, ...(starter && { starter }) };
  });
}

/** A name that stays is not given anew. */
function newName(name: string, rename = name): string {
  return rename.normalize('NFC') === name ? name : checkNewObjectName(rename);
}

interface Edit {
  readonly collection: Collection;
  readonly before: SoundObject;
  readonly wanted: ObjectDescription;
}

async function planEdit(root: string, edit: Edit): Promise<JournalStep[]> {
  const { before, wanted } = edit;
  const isSame =
    before.name === wanted.name &&
    before.instrument === wanted.instrument &&
    before.text === wanted.text &&
    before.labels.join() === wanted.labels.join();
  if (isSame) return [];
  assertObjectFileFits(formatObjectFile(wanted), wanted.name);
  await checkRename(root, edit);
  return before.shelf === 'starter' ? planStarterEdit(root, edit) : planOwnEdit(root, edit);
}

/** The name must be free, but for capitals of its own. */
async function checkRename(root: string, { collection, before, wanted }: Edit): Promise<void> {
  if (wanted.name === before.name) return;
  const starters = collection.objects.filter((each) => each.shelf === 'starter' && each !== before);
  const taken = await takenNames(root, { starters, besides: before });
  checkFreeName(wanted.name, { taken, starters: starters.map(({ name }) => name) });
}

async function planStarterEdit(root: string, { before, wanted }: Edit): Promise<JournalStep[]> {
  const edits = await readStarterEdits(root);
  const starter = before.starterName ?? before.name;
  const edit = editOf(edits, starter);
  const changed: StarterEdit = {
    ...edit,
    ...(wanted.name !== before.name && { name: wanted.name }),
    ...(wanted.labels.join() !== before.labels.join() && { labels: wanted.labels }),
    ...(wanted.instrument !== before.instrument && { instrument: wanted.instrument }),
    ...(wanted.text !== before.text && { text: wanted.text }),
  };
  const entry = await newEntry(root, { before, wanted, starter: { name: starter, edit } });
  return [
    writeEntry(entry),
    ...starterEditSteps(edits, { [starter]: changed }),
    ...(await followingEntries(root, { before, wanted })),
  ];
}

/** What the starter collection calls the object behind a renamed one: it goes on standing there, under the new name. */
function followingStarter({ collection, before, wanted }: Edit): string | undefined {
  if (before.shelf === 'starter' || wanted.name === before.name) return undefined;
  const covered = collection.covered?.find(({ name }) => name === before.name);
  return covered?.starterName ?? covered?.name;
}

async function planOwnEdit(root: string, edit: Edit): Promise<JournalStep[]> {
  const { before, wanted } = edit;
  const starterName = followingStarter(edit);
  const edits = await readStarterEdits(root);
  const starter =
    starterName === undefined ? undefined : { name: starterName, edit: editOf(edits, starterName) };
  const entry = await newEntry(root, { before, wanted, starter });
  const from = `objects/${basename(before.folder)}`;
  return [
    writeEntry(entry),
    ...(await placeObject(root, { from, description: wanted, keptAs: entry.number })),
    ...(wanted.name === before.name
      ? []
      : await moveDecoders(root, {
          from: `models/${before.name}`,
          to: `models/${wanted.name}`,
          object: wanted.name,
        })),
    ...(starter
      ? starterEditSteps(edits, { [starter.name]: { ...starter.edit, name: wanted.name } })
      : []),
    ...(await followingEntries(root, { before, wanted })),
  ];
}

async function newEntry(
  root: string,
  {
    before,
    wanted,
    starter,
  }: Pick<Edit, 'before' | 'wanted'> & { readonly starter: TrashEntry['starter'] },
): Promise<TrashEntry> {
  return {
    number: await nextTrashNumber(root),
    action: 'edited',
    name: wanted.name,
    formerName: before.name,
    former: descriptionOf(before),
    recordings: [],
    ...(starter && { starter }),
    isUndo: false,
  };
}

async function followingEntries(
  root: string,
  { before, wanted }: Pick<Edit, 'before' | 'wanted'>,
): Promise<JournalStep[]> {
  if (before.name === wanted.name) return [];
  return renameEntries(await readTrash(root), { from: before.name, to: wanted.name });
}
