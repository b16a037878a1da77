import { DECODER_KINDS, type DecoderKind } from '../autoencoder/decoder.js';
import { MODELS_RULE } from '../checks/argumentRules.js';
import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import {
  answerDetection,
  answerLabel,
  COLLECTION_RULE,
  type Collection,
} from '../collection/collection.js';
import { readDecoder } from '../collection/decoders/readDecoder.js';
import type { SoundObject } from '../collection/soundObject.js';
import { trainCommand } from '../collection/training/trainCommand.js';
import { changesText, trainingState } from '../collection/training/trainingState.js';
import { MirrorError } from '../errors.js';
import type { Detection } from '../vision/detection.js';
import { whyUnplayable } from './whyUnplayable.js';

/** A collection whose objects can answer, and a line for each that had to be replaced, or is stale. */
export interface StandIns {
  readonly collection: Collection;
  readonly notes: readonly string[];
  /** Names of objects that stay in it although they cannot play, and whose notes say why. */
  readonly noted: ReadonlySet<string>;
}

/**
 * The collection for what was seen, labels or taught things: an object of the home that cannot play gives its place to the starter's
 * object behind it, as `findStandIn` says. One that takes the place of no starter object leaves its labels to the objects that
 * would answer them without it: it wins them as soon as it can play. Where there are none it stays, and `gatherPlayers` says
 * that it cannot play.
 *
 * @param options.taught names of taught things, each answered by the object of its name
 * @throws MirrorError `usage` for an option of another type or of no known name
 */
export async function withStandIns(
  collection: Collection,
  labels: ReadonlySet<string>,
  options: { readonly taught?: ReadonlySet<string> | undefined } = {},
): Promise<StandIns> {
  checkOptions('withStandIns', options, { taught: 'iterable' });
  checkArguments({ collection, labels }, { collection: COLLECTION_RULE, labels: 'iterable' });
  const { taught = new Set() } = options;
  const answering = new Set([
    ...[...labels].flatMap((label) => answerLabel(collection, label)),
    ...[...taught].flatMap((label) => answerDetection(collection, { label, taught: true })),
  ]);
  const standIns = new Map<SoundObject, SoundObject>();
  const notes: string[] = [];
  const noted = new Set<string>();
  const faults = new Map<SoundObject, string>();
  for (const object of answering) {
    const found = await findStandIn(collection, object);
    if (found.object !== object) standIns.set(object, found.object);
    if (found.fault !== undefined) faults.set(object, found.fault);
    notes.push(...found.notes);
  }
  const able = collection.objects.filter((object) => !faults.has(object));
  for (const [object, fault] of faults) {
    const others = (label: string) => answerLabel({ ...collection, objects: able }, label);
    const left = object.labels.filter((label) => labels.has(label) && others(label).length > 0);
    if (left.length === 0) continue;
    standIns.set(object, withoutLabels(object, left));
    noted.add(object.name);
    const names = new Set(left.flatMap(others).map(({ name }) => name));
    notes.push(`${fault} Until then, ${[...names].join(', ')} answers ${left.join(', ')}.`);
  }
  if (standIns.size === 0) return { collection, notes, noted };
  const objects = collection.objects.map((object) => standIns.get(object) ?? object);
  return { collection: { ...collection, objects }, notes, noted };
}

/** The same for what was seen in a photo. */
export async function standInsFor(
  detections: readonly Detection[],
  collection: Collection,
): Promise<StandIns> {
  checkArguments({ detections, collection }, { detections: 'array', collection: COLLECTION_RULE });
  const names = (isTaught: boolean) =>
    new Set(
      detections.filter(({ taught = false }) => taught === isTaught).map(({ label }) => label),
    );
  return withStandIns(collection, names(false), { taught: names(true) });
}

/**
 * The names of those taught things whose objects cannot play, for `detectionsOf`: what was taught before it was recorded leaves
 * its place to the labels that lie there.
 */
export async function unplayableThings(
  taught: readonly Detection[],
  collection: Collection,
): Promise<ReadonlySet<string>> {
  checkArguments({ taught, collection }, { taught: 'array', collection: COLLECTION_RULE });
  const names = [...new Set(taught.map(({ label }) => label))];
  const unplayable = await Promise.all(
    names.map(async (label) => {
      const [object] = answerDetection(collection, { label, taught: true });
      if (object === undefined) return true;
      return (await findStandIn(collection, object)).fault !== undefined;
    }),
  );
  return new Set(names.filter((_, i) => unplayable[i]));
}

function withoutLabels(object: SoundObject, left: readonly string[]): SoundObject {
  return { ...object, labels: object.labels.filter((label) => !left.includes(label)) };
}

/**
 * The object itself if its decoder can be used. Of an object of the home that is not trained yet, whose decoder is
 * damaged, or was made by another version: the starter's object whose place it takes, which plays under the labels, the
 * instrument and the text of the home's.
 *
 * @returns with a line for a person about what is not as it should be, a decoder that has not learned all recordings included;
 *   `fault` says why the object itself cannot play where nothing stands in for it
 * @throws MirrorError `usage` for an option of another type or of no known name
 */
export async function findStandIn(
  collection: Collection,
  object: SoundObject,
  options: { readonly kind?: DecoderKind | undefined } = {},
): Promise<{
  readonly object: SoundObject;
  readonly notes: readonly string[];
  readonly fault?: string;
}> {
  checkOptions('findStandIn', options, { kind: DECODER_KINDS });
  checkArguments({ collection, object }, { collection: COLLECTION_RULE, object: MODELS_RULE });
  const { kind } = options;
  // What ships with the package is trained.
  if (object.shelf === 'starter') return { object, notes: [] };
  const training = await trainingState(object, { kind });
  if (training.state === 'trained') return { object, notes: [] };
  if (training.state === 'stale' && !training.error) {
    const remedy = `Run ${trainCommand(object.name, kind)}.`;
    return { object, notes: [`${object.name} is stale: ${changesText(training)}. ${remedy}`] };
  }
  // A recording that is broken keeps no decoder from playing.
  if (await canBeRead(object, kind)) return { object, notes: [] };
  const fault = ('error' in training && training.error?.message) || whyUnplayable(object, kind);
  const covered = collection.covered?.find(({ name }) => name === object.name);
  if (covered === undefined || !(await canBeRead(covered, kind))) {
    return { object, notes: [], fault };
  }
  return {
    object: withDescriptionOf(object, covered),
    notes: [`${fault} The starter's ${covered.name} answers instead.`],
  };
}

/** Its labels count as those of the home's own. */
function withDescriptionOf(object: SoundObject, covered: SoundObject): SoundObject {
  const { name, labels, instrument, program, text } = object;
  const { starterName = covered.name } = covered;
  const words = { name, labels, instrument, program, text };
  return { ...covered, ...words, starterName, givenLabels: labels };
}

async function canBeRead(object: SoundObject, kind: DecoderKind | undefined): Promise<boolean> {
  try {
    return (await readDecoder(object, kind)) !== undefined;
  } catch (error) {
    if (error instanceof MirrorError) return false;
    throw error;
  }
}
