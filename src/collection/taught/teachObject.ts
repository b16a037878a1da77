import { basename, join, resolve } from 'node:path';
import { MirrorError } from '../../errors.js';
import type { LockOwner } from '../../files/disk/lock.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { type Box, intersectionOverUnion } from '../../vision/box.js';
import { changeCollection, STAGING_FOLDER } from '../changes/journal.js';
import type { JournalStep } from '../changes/journalSteps.js';
import { type Collection, findObject } from '../collection.js';
import { findByName, findRemovedStarter } from '../findByName.js';
import { nearestNames } from '../nearestNames.js';
import { checkInstrument, DEFAULT_INSTRUMENT, formatObjectFile } from '../objectFile.js';
import { withLockedObjects } from '../objectLocks.js';
import { checkObjectName } from '../objectName.js';
import { surveyHome } from '../openHome.js';
import type { SoundObject, TaughtFolder } from '../soundObject.js';
import { shellWord } from '../trainCommand.js';
import { understandName } from '../understandName.js';
import { readTaughtFolder } from './readTaughtFolder.js';
import { saveTaughtPhoto } from './taughtFiles.js';
import { freeTaughtId, isOfPhoto, STARTERS_TAUGHT_FOLDER, TAUGHT_FOLDER } from './taughtFolders.js';
import { TAUGHT_FILES, type TaughtPhoto } from './taughtPhoto.js';

/** A photo that an object is to be taught from. */
export interface NewTaughtPhoto {
  readonly taught: TaughtPhoto;
  /** What each box shows, as JPEG, for people; in the order of the examples. */
  readonly crops: readonly Uint8Array[];
}

export interface TeachOptions {
  readonly name: string;
  readonly photos: readonly NewTaughtPhoto[];
  /** Called with another process that is at work on the object and is waited for. */
  readonly onWaiting?: (owner: LockOwner) => void;
  readonly signal?: AbortSignal;
}

export interface TaughtObject {
  readonly object: SoundObject;
  /** Whether there was no object of that name before. */
  readonly isNew: boolean;
  /** How many boxes were taught by this call; those that were known already are not. */
  readonly boxes: number;
  /** How many photos that do not show the object were taught by this call. */
  readonly notShown: number;
  /** What a person should know, a line each. */
  readonly notes: readonly string[];
}

/** A box of the same photo that lies on another this much is the same. */
const SAME_BOX = 0.9;

/**
 * Keeps what an object is taught from. Whenever the process is killed, all photos of a call are kept or none.
 *
 * An object of the starter collection stays as it ships: what it is taught is kept in the home, in `objects/.taught`. An object that
 * is not there yet is made, without labels and recordings.
 *
 * @param home the folder that holds, or will hold, `objects/`
 * @throws MirrorError `usage` for no photos, for a photo that shows the object and does not, and for a starter object that was removed;
 *   `input` for a name that cannot be or an object that is broken; `environment` if the disk fails or the lock is lost; `aborted`
 *   when the signal fires; nothing is changed then
 */
export async function teachObject(home: string, options: TeachOptions): Promise<TaughtObject> {
  const root = resolve(home);
  const { photos, signal, onWaiting } = options;
  if (photos.length === 0) {
    throw new MirrorError('usage', 'Expected photos to teach from but received none.');
  }
  const found = await findTaughtObject(root, options.name);
  const { name } = found;
  return withLockedObjects(root, { names: [name], signal, onWaiting }, async (within) => {
    const planned = await changeCollection(root, (lock) => plan(root, { name, photos, lock }), {
      signal,
      onWaiting,
      within,
    });
    const { isNew, boxes, notShown, notes } = planned;
    const { collection } = await surveyHome(root);
    return { object: findObject(collection, name), isNew, boxes, notShown, notes };
  });
}

/**
 * The name of the object that `teachObject` would teach, or make, so that what is wrong with it is said before photos are looked at.
 *
 * @throws MirrorError as `teachObject` does for a name or an object
 */
export async function checkTeachable(home: string, name: string): Promise<string> {
  return (await findTaughtObject(resolve(home), name)).name;
}

interface Found {
  readonly name: string;
  /** Undefined where there is none yet. */
  readonly object: SoundObject | undefined;
  readonly collection: Collection;
}

/** The object of that name, or the name that a new one is to have. */
async function findTaughtObject(root: string, written: string): Promise<Found> {
  const { collection } = await surveyHome(root);
  const names = collection.objects.map(({ name }) => name);
  const understood = understandName(written, names);
  const object = collection.objects.find(({ name }) => name === understood);
  if (object !== undefined) return { name: object.name, object, collection };
  const name = checkObjectName(written);
  // Says what is wrong with an object that is broken.
  await findByName(root, name);
  const removed = await findRemovedStarter(root, name);
  if (removed !== undefined) {
    throw new MirrorError(
      'usage',
      `Expected an object to teach but the starter's ${removed} was removed here. \`mirror restore ${shellWord(removed)}\` brings it back.`,
    );
  }
  return { name, object: undefined, collection };
}

async function plan(
  root: string,
  {
    name: wanted,
    photos,
    lock,
  }: {
    readonly name: string;
    readonly photos: readonly NewTaughtPhoto[];
    readonly lock: OwnedLock;
  },
) {
  const found = await findTaughtObject(root, wanted);
  const { object, name, collection } = found;
  const known = object?.taught ?? [];
  checkContradictions(name, { known, photos });
  const fresh: NewTaughtPhoto[] = [];
  for (const photo of photos) {
    const left = await withoutKnown(photo, [...known]);
    if (left !== undefined) fresh.push(left);
  }
  const target = folderBelowHome(found);
  const taken = new Set(known.map(({ id }) => id));
  const steps: JournalStep[] = [];
  for (const [i, photo] of fresh.entries()) {
    const { taught } = photo;
    const shows = taught.examples.length > 0;
    const id = freeTaughtId(taught.photo.sha256, { shows, taken });
    taken.add(id);
    await stage(join(root, STAGING_FOLDER, `${i}`), photo, lock);
    steps.push({ is: 'move', from: `${STAGING_FOLDER}/${i}`, to: `${target}/${id}` });
  }
  if (object === undefined) steps.push(newObjectStep(name));
  const boxes = fresh.reduce((sum, { taught }) => sum + taught.examples.length, 0);
  const asked = photos.reduce((sum, { taught }) => sum + taught.examples.length, 0);
  return {
    steps,
    isNew: object === undefined,
    boxes,
    notShown: fresh.filter(({ taught }) => taught.examples.length === 0).length,
    notes: [
      ...(boxes < asked || fresh.length < photos.length ? ['What was taught already stays.'] : []),
      ...(object === undefined ? [newObjectNote(name, collection)] : []),
    ],
  };
}

/** Below the home. */
function folderBelowHome({ name, object }: Found): string {
  if (object?.shelf === 'starter') {
    return `${STARTERS_TAUGHT_FOLDER}/${object.starterName ?? object.name}`;
  }
  return `objects/${object === undefined ? name : basename(object.folder)}/${TAUGHT_FOLDER}`;
}

function checkContradictions(
  name: string,
  {
    known,
    photos,
  }: { readonly known: readonly TaughtFolder[]; readonly photos: readonly NewTaughtPhoto[] },
): void {
  const shown = photos.filter(({ taught }) => taught.examples.length > 0);
  for (const { taught } of photos) {
    const shows = taught.examples.length > 0;
    const { sha256, name: photo } = taught.photo;
    const isBoth = !shows && shown.some((each) => each.taught.photo.sha256 === sha256);
    const isOpposite = known.some((each) => isOfPhoto(each, sha256) && each.shows !== shows);
    if (!isBoth && !isOpposite) continue;
    throw new MirrorError(
      'usage',
      `Expected ${photo} either to show ${name} or not but it was taught as ${shows ? 'one that does not' : 'one that does'}. \`mirror forget ${shellWord(name)} ${shellWord(photo)}\` takes that back.`,
    );
  }
}

/** The photo with those of its boxes that were not taught yet; undefined if there are none. */
async function withoutKnown(
  { taught, crops }: NewTaughtPhoto,
  known: readonly TaughtFolder[],
): Promise<NewTaughtPhoto | undefined> {
  const { photo, detector, examples, negative } = taught;
  const same = known.filter((each) => isOfPhoto(each, photo.sha256));
  if (negative !== undefined) return same.length > 0 ? undefined : { taught, crops };
  const boxes: Box[] = [];
  for (const folder of same) {
    // One that cannot be used is as good as none: what is taught now takes its part.
    const before = await readTaughtFolder(folder, { detector }).catch(() => undefined);
    boxes.push(...(before?.examples.map(({ box }) => box) ?? []));
  }
  const isKnown = (i: number) => {
    const box = examples[i]?.box;
    return box !== undefined && boxes.some((one) => intersectionOverUnion(one, box) > SAME_BOX);
  };
  const left = [...examples.keys()].filter((i) => !isKnown(i));
  if (left.length === 0) return undefined;
  return {
    taught: { ...taught, examples: examples.filter((_, i) => left.includes(i)) },
    crops: crops.filter((_, i) => left.includes(i)),
  };
}

async function stage(
  folder: string,
  { taught, crops }: NewTaughtPhoto,
  lock: OwnedLock,
): Promise<void> {
  const { header, vectors } = saveTaughtPhoto(taught);
  for (const [i, crop] of crops.entries()) {
    await writeFileAtomically(join(folder, TAUGHT_FILES.crop(i + 1)), crop, { lock });
  }
  await writeFileAtomically(join(folder, TAUGHT_FILES.vectors), vectors, { lock });
  const bytes = new TextEncoder().encode(header);
  await writeFileAtomically(join(folder, TAUGHT_FILES.header), bytes, { lock });
}

function newObjectStep(name: string): JournalStep {
  const instrument = checkInstrument(DEFAULT_INSTRUMENT);
  const text = formatObjectFile({ name, labels: [], ...instrument, text: '' });
  return { is: 'write', path: `objects/${name}/object.json`, text };
}

function newObjectNote(name: string, { objects }: Collection): string {
  const near = nearestNames(
    name,
    objects.map((each) => each.name),
  );
  const meant =
    near.length > 0
      ? ` If you meant ${near.join(' or ')}, \`mirror remove ${shellWord(name)}\` takes it back.`
      : '';
  return `${name} is new and has no recordings yet: \`mirror add ${shellWord(name)} take.mid\`.${meant}`;
}
