import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NAMED_RULE } from '../../checks/argumentRules.js';
import { checkArguments } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { sha256OfText } from '../../files/checksum.js';
import { exists } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { removeEmptyFolders, writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { openLruCache } from '../../math/lruCache.js';
import type {
  TaughtExample,
  TaughtNegative,
  TaughtThing,
} from '../../vision/taught/taughtThing.js';
import type { Collection } from '../collection.js';
import type { SoundObject, TaughtFolder } from '../soundObject.js';
import { shellWord } from '../training/trainCommand.js';
import { formatLearned, LEARNED_FILE, LEARNED_LIMITS, parseLearned } from './learnedFile.js';
import { readTaughtFolder, readTaughtHeader } from './readTaughtFolder.js';
import { isSeenItself, isTaughtAsShipped } from './taughtOf.js';
import type { TaughtPhoto } from './taughtPhoto.js';

/** How a thing is learned. */
export interface Learner {
  /** SHA-256 of the weights that embeddings are made with: what was taught with others cannot be used. */
  readonly detector: string;
  /** SHA-256 of what things are told apart from: with another, they are learned again. */
  readonly bank: string;
  readonly learn: (
    name: string,
    examples: readonly TaughtExample[],
    negatives: readonly TaughtNegative[],
  ) => Promise<TaughtThing>;
}

/** What a collection is taught to see. */
export interface TaughtThings {
  /** One for each object that was taught from at least one photo that shows it and can be read. */
  readonly things: readonly TaughtThing[];
  /** A line for each object with photos that cannot be used. */
  readonly notes: readonly string[];
}

/** Things that were learned or read, 8 KB each. */
const kept = openLruCache<TaughtThing>(256);

/**
 * The things that the objects of a collection were taught. What was learned of the same photos before is read, else it is
 * learned, a part of a second each, and kept beside the photos where that folder can be written.
 */
export async function readTaughtThings(
  { objects }: Pick<Collection, 'objects'>,
  learner: Learner,
): Promise<TaughtThings> {
  const things: TaughtThing[] = [];
  const notes: string[] = [];
  for (const object of objects) {
    if (!isSeenItself(object)) continue;
    const { thing, notes: own } = await readThing(object, learner);
    const isShipped = object.shelf === 'starter' && isTaughtAsShipped(object);
    if (thing !== undefined) things.push(isShipped ? { ...thing, isShipped } : thing);
    notes.push(...own);
  }
  return { things, notes };
}

/**
 * What an object was taught from, as far as it can be used.
 *
 * @returns with a line for what cannot, if anything
 */
export async function readTaughtPhotos(
  object: Pick<SoundObject, 'name' | 'taught'>,
  learner: Pick<Learner, 'detector'>,
) {
  checkArguments({ object, learner }, { object: NAMED_RULE, learner: 'record' });
  const { name, taught = [] } = object;
  const { detector } = learner;
  const photos: TaughtPhoto[] = [];
  const notes: string[] = [];
  for (const folder of taught) {
    try {
      photos.push(await readTaughtFolder(folder, { detector }));
    } catch (error) {
      if (!(error instanceof MirrorError)) throw error;
      notes.push(`${error.message} ${remedyFor(folder, name)}`);
    }
  }
  return {
    photos,
    examples: photos.flatMap(({ examples }) => examples),
    negatives: photos.flatMap(({ negative }) => negative ?? []),
    notes: inOneLine(notes, taught.length),
  };
}

/** After a change of the weights all photos of an object have the same to say. */
function inOneLine([first, ...others]: readonly string[], of: number): string[] {
  if (first === undefined) return [];
  return [
    others.length === 0 ? first : `${first} So it is with ${others.length} more of ${of} photos.`,
  ];
}

/** What mends a photo that cannot be used. */
function remedyFor({ id, isShipped }: TaughtFolder, name: string): string {
  return isShipped
    ? 'Install sound-mirror again.'
    : `Teach it again, or \`mirror forget ${shellWord(name)} ${id}\`.`;
}

async function readThing(
  object: SoundObject,
  learner: Learner,
): Promise<{ readonly thing?: TaughtThing; readonly notes: readonly string[] }> {
  const { name, taught = [] } = object;
  const key = await keyOf(taught, learner);
  const known = kept.get(`${name} ${key}`) ?? (await readLearned(taught, { name, key }));
  if (known !== undefined) {
    kept.set(`${name} ${key}`, known);
    return { thing: known, notes: [] };
  }
  const { examples, negatives, notes } = await readTaughtPhotos(object, learner);
  if (examples.length === 0) return { notes };
  const thing = await learner.learn(name, examples, negatives);
  // What is wrong is to be said by the next call too.
  if (notes.length === 0) {
    kept.set(`${name} ${key}`, thing);
    await keepLearned(taught, { thing, key });
  }
  return { thing, notes };
}

/** Changes with every photo, the weights, and what things are told apart from. The headers name the vectors' checksums. */
async function keyOf(taught: readonly TaughtFolder[], { detector, bank }: Learner) {
  const headers = await Promise.all(
    taught.map(async (folder) => {
      const text = await readTaughtHeader(folder).catch(() => 'unreadable');
      return `${folder.isPositive} ${sha256OfText(text)}`;
    }),
  );
  const text = [detector, bank, ...headers.sort()].join('\n');
  return sha256OfText(text);
}

async function readLearned(
  taught: readonly TaughtFolder[],
  wanted: { readonly name: string; readonly key: string },
): Promise<TaughtThing | undefined> {
  for (const folder of new Set(taught.map((each) => dirname(each.folder)))) {
    try {
      const bytes = await readRegularFile(join(folder, LEARNED_FILE), LEARNED_LIMITS);
      const thing = parseLearned(new TextDecoder().decode(bytes), wanted);
      if (thing !== undefined) return thing;
    } catch {
      // It is learned again.
    }
  }
  return undefined;
}

async function keepLearned(
  taught: readonly TaughtFolder[],
  { thing, key }: { readonly thing: TaughtThing; readonly key: string },
): Promise<void> {
  const own = taught.find(({ isShipped }) => !isShipped)?.folder;
  if (own === undefined || !(await exists(own))) return;
  const folder = dirname(own);
  const path = join(folder, LEARNED_FILE);
  // A home that may only be read learns it each time.
  const isKept = await writeFileAtomically(
    path,
    new TextEncoder().encode(formatLearned(thing, key)),
  )
    .then(() => true)
    .catch(() => false);
  if (!isKept || (await exists(own))) return;
  // Another process forgot it, or removed the object, meanwhile: a folder of its name would keep it from coming back.
  await rm(path, { force: true });
  removeEmptyFolders(folder, dirname(dirname(folder)));
}
