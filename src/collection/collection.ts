import { checkArguments, type OptionResult } from '../checks/checkOptions.js';
import { nearestNames } from '../checks/nearestNames.js';
import { MirrorError } from '../errors.js';
import type { Detection } from '../vision/detection.js';
import { COCO_LABELS } from '../vision/labels.js';
import { findBroken } from './brokenObjects.js';
import { understandName, wordMeaning } from './names/understandName.js';
import type { BrokenObject } from './readShelf.js';
import type { SoundObject } from './soundObject.js';
import { shellWord } from './training/trainCommand.js';

/** All objects that can answer: the starter collection with the user's home laid over it. */
export interface Collection {
  /** The user's folder that holds `objects/` and `models/`; undefined where there is none. */
  readonly home: string | undefined;
  /** Each name once, in order of the names. */
  readonly objects: readonly SoundObject[];
  /** Objects of the starter collection whose names the home took; none where it is left out. */
  readonly covered?: readonly SoundObject[];
  /** What starter objects were called that the home does without. */
  readonly removed?: readonly string[];
  /** Objects that cannot be used as they stand and are left out: those of the home first. */
  readonly broken?: readonly BrokenObject[];
}

/** The collection that every mirror, and every judgement, asks for. */
export const COLLECTION_RULE: OptionResult = {
  givenBy: 'await openCollection()',
  fields: ['objects'],
  isRequired: true,
};

/** The starter collection as a home has edited it, with those whose names the home took; not those that it does without. */
export function startersOf({ objects, covered = [] }: Collection): readonly SoundObject[] {
  return [...objects.filter(({ shelf }) => shelf === 'starter'), ...covered];
}

/**
 * The objects that answer a label: all that list it, by name, from the user's own shelf if one there does
 * and else from the starter's; none for a label that was never recorded. A starter object to which the user gave the
 * label counts as one of the user's own.
 */
export function answerLabel(collection: Collection, label: string): readonly SoundObject[] {
  checkArguments({ collection, label }, { collection: COLLECTION_RULE, label: 'string' });
  const answering = collection.objects.filter((object) => object.labels.includes(label));
  const own = answering.filter(
    ({ shelf, givenLabels }) => shelf === 'home' || givenLabels?.includes(label),
  );
  return own.length > 0 ? own : answering;
}

/** The objects that answer what was seen: of a thing that was taught, the one of its name, else those that answer the label. */
export function answerDetection(
  collection: Collection,
  detection: Pick<Detection, 'label' | 'taught'>,
): readonly SoundObject[] {
  checkArguments({ collection, detection }, { collection: COLLECTION_RULE, detection: 'record' });
  const { label, taught } = detection;
  if (!taught) return answerLabel(collection, label);
  return collection.objects.filter(({ name }) => name === label);
}

/**
 * The object of that name, in whatever way the disk or the keyboard composed its letters. Where there is none, the only one that differs
 * by nothing but capitals, hyphens and spaces.
 *
 * @throws MirrorError `usage` for what is no collection or no name, and with the nearest names if there is none; what
 *   is wrong with it, if it is broken, also where an object of the starter collection stands behind it
 */
export function findObject(collection: Collection, name: string): SoundObject {
  checkArguments({ collection, name }, { collection: COLLECTION_RULE, name: 'string' });
  const broken = findBroken(collection, name);
  if (broken !== undefined) throw broken.error;
  const names = collection.objects.map((object) => object.name);
  const understood = understandName(name, names);
  const found = collection.objects.find((object) => object.name === understood);
  if (found !== undefined) return found;
  const removed = understandName(name, collection.removed ?? []);
  const meant = meantObjects(collection, name);
  const remedy =
    removed !== undefined
      ? `It was removed; \`mirror restore ${shellWord(removed)}\` brings it back.`
      : meant.length > 0
        ? `Did you mean ${meant.join(' or ')}?`
        : '`mirror objects` lists those there are.';
  throw new MirrorError(
    'usage',
    `Expected an object of the collection but received ${JSON.stringify(name)}. ${remedy}`,
  );
}

/** Names of the user's own objects that are near, then those of the others that may be meant; at most three. */
function meantObjects(collection: Collection, name: string): string[] {
  const own = collection.objects.filter(({ shelf }) => shelf === 'home');
  const near = nearestNames(
    name.normalize('NFC'),
    own.map((object) => object.name),
  );
  return [...new Set([...near, ...meantOnAnyShelf(collection, name)])].slice(0, 3);
}

/** Names of the objects that answer what a word means, or else of those whose names are near. */
function meantOnAnyShelf(collection: Collection, name: string): string[] {
  const label = understandName(name, COCO_LABELS);
  const labels = label === undefined ? (wordMeaning(name) ?? []) : [label];
  const answering = labels.flatMap((each) => answerLabel(collection, each));
  const names = answering.map((object) => object.name);
  if (names.length > 0) return names;
  return nearestNames(
    name.normalize('NFC'),
    collection.objects.map((object) => object.name),
  );
}
