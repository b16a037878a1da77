import { basename, dirname, resolve } from 'node:path';
import { checkEach, checkOptions } from '../../checks/checkOptions.js';
import { nearestNames } from '../../checks/nearestNames.js';
import { MirrorError } from '../../errors.js';
import type { LockOwner } from '../../files/disk/lock.js';
import { checkHomeCall, HOME_CALL_RULES } from '../changes/checkHomeCall.js';
import { changeCollection } from '../changes/journal.js';
import type { JournalStep } from '../changes/journalSteps.js';
import { starterEditSteps } from '../changes/objectSteps.js';
import { nextTrashNumber, type TrashEntry, trashPath, writeEntry } from '../changes/trash.js';
import { findObject } from '../collection.js';
import { foldCase } from '../names/byName.js';
import { withLockedObjects } from '../objectLocks.js';
import { surveyHome } from '../openHome.js';
import type { SoundObject, TaughtFolder } from '../soundObject.js';
import { editOf, readStarterEdits } from '../starterEdits.js';
import { LEARNED_FILE } from './learnedFile.js';
import { taughtName } from './readTaughtFolder.js';
import { isOfPhoto, ownerOf, taughtPathBelowHome } from './taughtFolders.js';

export interface ForgetOptions {
  readonly name: string;
  /** Names of the photos' files, or their checksums; without any, or with an empty list, all that the object was taught. */
  readonly photos?: readonly string[];
  /** Called with another process that is at work on the object and is waited for. */
  readonly onWaiting?: ((owner: LockOwner) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ForgottenPhotos {
  /** What is in the trash now. */
  readonly entry: TrashEntry;
  /** The object as it is from now on. */
  readonly object: SoundObject;
}

/**
 * Moves what an object was taught from into the trash of the collection, from where `restoreObject` brings it back. Whenever the
 * process is killed, all of it is done or nothing. What ships with the package stays there, and the home's `objects/starter-edits.json`
 * says that it does without.
 *
 * @param home the folder that holds `objects/`
 * @throws MirrorError `usage` for a home, a name or an option of another type, an option of no known name, an object
 *   there is not, a photo it was not taught from, or nothing to forget; `environment` if the disk fails or the lock is
 *   lost; `aborted` when the signal fires; nothing is changed then
 */
export async function forgetTaught(home: string, options: ForgetOptions): Promise<ForgottenPhotos> {
  checkOptions('forgetTaught', options, { ...HOME_CALL_RULES, photos: 'array' });
  checkHomeCall(home, options);
  if (options.photos !== undefined) checkEach('photos', options.photos, 'string');
  const root = resolve(home);
  const { photos = [], signal, onWaiting } = options;
  const { name } = findObject((await surveyHome(root)).collection, options.name);
  return withLockedObjects(root, { names: [name], signal, onWaiting }, async (within) => {
    const { entry } = await changeCollection(root, () => plan(root, { name, photos }), {
      signal,
      onWaiting,
      within,
    });
    return { entry, object: findObject((await surveyHome(root)).collection, name) };
  });
}

async function plan(
  root: string,
  { name, photos }: { readonly name: string; readonly photos: readonly string[] },
) {
  const object = findObject((await surveyHome(root)).collection, name);
  const named = await Promise.all(
    (object.taught ?? []).map(async (taught) => ({ taught, name: await taughtName(taught) })),
  );
  const chosen =
    photos.length === 0 ? named : photos.flatMap((photo) => choose(photo, { object, named }));
  const forgotten = [...new Set(chosen)];
  if (forgotten.length === 0) {
    throw new MirrorError(
      'usage',
      `Expected an object that was taught but ${name} was not. \`mirror objects\` lists what each was taught.`,
    );
  }
  const own = forgotten.filter(({ taught }) => !taught.isShipped);
  const shipped = forgotten.flatMap(({ taught }) => (taught.isShipped ? [taught] : []));
  const number = await nextTrashNumber(root);
  const hidden = await hide(root, shipped);
  const entry: TrashEntry = {
    number,
    action: 'forgotten',
    name,
    formerName: name,
    recordings: [],
    taught: [...new Set(forgotten.map((each) => each.name))],
    ...hidden.entry,
    isUndo: false,
  };
  return {
    entry,
    steps: [
      writeEntry(entry),
      ...own.map(({ taught }) => moveToTrash(taught, number)),
      ...dropLearned(own),
      ...hidden.steps,
    ],
  };
}

/** What ships with the package stays there: the home says that it does without. */
async function hide(
  root: string,
  shipped: readonly TaughtFolder[],
): Promise<{
  readonly entry: Pick<TrashEntry, 'starter' | 'forgottenPhotos'>;
  readonly steps: readonly JournalStep[];
}> {
  const [first] = shipped;
  if (first === undefined) return { entry: {}, steps: [] };
  const { name } = ownerOf(first);
  const edits = await readStarterEdits(root);
  const edit = editOf(edits, name);
  const ids = shipped.map(({ id }) => id);
  const forgottenPhotos = [...(edit.forgottenPhotos ?? []), ...ids];
  return {
    entry: { starter: { name, edit }, forgottenPhotos: ids },
    steps: starterEditSteps(edits, { [name]: { ...edit, forgottenPhotos } }),
  };
}

interface NamedTaught {
  readonly taught: TaughtFolder;
  /** Of the photo's file. */
  readonly name: string;
}

function choose(
  photo: string,
  { object, named }: { readonly object: SoundObject; readonly named: readonly NamedTaught[] },
): NamedTaught[] {
  const isSum = /^[0-9a-f]{16,64}$/.test(photo);
  const bySum = named.filter(({ taught }) => isSum && isOfPhoto(taught, photo));
  if (bySum.length > 0) return bySum;
  const file = basename(photo).normalize('NFC');
  const exact = named.filter(({ name, taught }) => name === file || taught.id === file);
  const alike = named.filter(({ name }) => foldCase(name) === foldCase(file));
  const found = exact.length > 0 ? exact : alike;
  if (found.length > 0) return found;
  const names = [...new Set(named.map(({ name }) => name))];
  const nearest = nearestNames(file, names);
  const remedy =
    nearest.length > 0
      ? `Did you mean ${nearest.join(' or ')}?`
      : `It was taught from ${names.slice(0, 3).join(', ') || 'none'}${names.length > 3 ? ' and others' : ''}.`;
  throw new MirrorError(
    'usage',
    `Expected a photo that ${object.name} was taught from but received ${JSON.stringify(photo)}. ${remedy}`,
  );
}

/** What was learned of photos that are gone would not be taken any longer. */
function dropLearned(forgotten: readonly NamedTaught[]): JournalStep[] {
  const folders = new Set(forgotten.map(({ taught }) => dirname(taughtPathBelowHome(taught))));
  return [...folders].map((folder) => ({ is: 'delete', path: `${folder}/${LEARNED_FILE}` }));
}

/** What was taught to a starter object lies apart in the trash, for it goes back to another place. */
function moveToTrash(taught: TaughtFolder, number: number): JournalStep {
  const { name, isInObject } = ownerOf(taught);
  const to = isInObject
    ? trashPath(number, 'taught', taught.id)
    : trashPath(number, 'starter-taught', name, taught.id);
  return { is: 'move', from: taughtPathBelowHome(taught), to };
}
