import { basename, join } from 'node:path';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { STAGING_FOLDER } from '../changes/journal.js';
import type { JournalStep } from '../changes/journalSteps.js';
import { checkInstrument, DEFAULT_INSTRUMENT, formatObjectFile } from '../objectFile.js';
import { checkContradictions } from './checkContradictions.js';
import { findTeachable, type Teachable } from './findTeachable.js';
import { mergeAnnotations } from './mergeAnnotations.js';
import { saveTaughtPhoto } from './taughtFiles.js';
import { freeTaughtId, STARTERS_TAUGHT_FOLDER, TAUGHT_FOLDER } from './taughtFolders.js';
import { type NewTaughtPhoto, TAUGHT_FILES } from './taughtPhoto.js';
import { knownNotes, newObjectNotes, redrawnNotes } from './teachingNotes.js';

/**
 * The steps that teach an object, with the files of new photos staged.
 *
 * @param options.lock under which the files are staged
 * @throws MirrorError as `teachObject` does
 */
export async function planTeaching(
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
  const found = await findTeachable(root, wanted);
  const { object, name, collection } = found;
  const known = object?.taught ?? [];
  checkContradictions(name, { known, photos });
  const all = distinct(photos);
  const merged = await Promise.all(all.map((photo) => mergeAnnotations(photo, known)));
  const target = folderBelowHome(found);
  const taken = new Set(known.map(({ id }) => id));
  const steps: JournalStep[] = [];
  for (const [i, { photo, replaced }] of merged.entries()) {
    steps.push(...replaced.map((path): JournalStep => ({ is: 'delete', path })));
    if (photo === undefined) continue;
    const isPositive = photo.taught.examples.length > 0;
    const id = freeTaughtId(photo.taught.photo.sha256, { isPositive, taken });
    taken.add(id);
    await stage(join(root, STAGING_FOLDER, `${i}`), photo, lock);
    steps.push({ is: 'move', from: `${STAGING_FOLDER}/${i}`, to: `${target}/${id}` });
  }
  if (object === undefined) steps.push(newObjectStep(name));
  const namesOf = (isMeant: (photo: NewTaughtPhoto, index: number) => boolean) =>
    all.filter(isMeant).map(({ taught }) => taught.photo.name);
  return {
    steps,
    isNew: object === undefined,
    boxes: merged.reduce((sum, { newBoxes }) => sum + newBoxes, 0),
    negatives: merged.filter(({ photo }) => photo?.taught.negative !== undefined).length,
    notes: [
      ...knownNotes(namesOf((_, i) => merged[i]?.isKnown === true)),
      ...redrawnNotes(
        name,
        namesOf((_, i) => merged[i]?.isRedrawn === true),
      ),
      ...(object === undefined ? newObjectNotes(name, collection) : []),
    ],
  };
}

/** Each photo once; of one that does not show the object, two files may hold the same. */
function distinct(photos: readonly NewTaughtPhoto[]): NewTaughtPhoto[] {
  const negatives = new Set<string>();
  return photos.filter(({ taught: { photo, negative } }) => {
    if (negative === undefined) return true;
    const isNew = !negatives.has(photo.sha256);
    negatives.add(photo.sha256);
    return isNew;
  });
}

/** Below the home. */
function folderBelowHome({ name, object }: Teachable): string {
  if (object?.shelf === 'starter') {
    return `${STARTERS_TAUGHT_FOLDER}/${object.starterName ?? object.name}`;
  }
  return `objects/${object === undefined ? name : basename(object.folder)}/${TAUGHT_FOLDER}`;
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
