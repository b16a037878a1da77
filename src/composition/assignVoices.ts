import { checkArguments } from '../checks/checkOptions.js';
import { byName } from '../collection/names/byName.js';
import { areaOf, type Box, shareInside, unionArea } from '../vision/box.js';
import type { Detection } from '../vision/detection.js';
import { checkPhotoSize } from '../vision/photo/checkPhotoSize.js';
import type { MatchedObject } from './matchObjects.js';
import { nearestBox, spreadBoxes } from './spreadBoxes.js';

/** One or several instances of an object that play one voice of the piece. */
export interface MatchedInstance extends Omit<MatchedObject, 'detections'> {
  /** 1 for the largest voice of its object, 2, … */
  readonly instance: number;
  /** How many voices its object has, 1–5. */
  readonly instances: number;
}

/** A MIDI file has 16 channels, and one is the drums'. */
export const MOST_VOICES = 15;

/** Leaves ten of the fifteen channels to other objects; of the 18 pieces of `bench/voices.js`, nine instances sound no fuller than five. */
const MOST_VOICES_OF_AN_OBJECT = 5;

/** Two boxes show one instance if more than this share of one lies inside the other: a bowl and its banana. */
const NESTED = 0.5;

/**
 * Gives instances voices of their own: one to each object, then one to each further instance, the largest first, until
 * an object has five or the piece fifteen. An instance beyond that joins the nearest voice of its object; of instances
 * nearly as large as each other, those that are spread over the photo get the voices.
 *
 * @param objects at most 15, as `gatherPlayers` gives them: each gets a voice, and the piece has no more
 * @param photo width and height in pixels
 * @returns what is known of each object, once a voice; the voices of an object next to one another, its largest
 *   first; first the object of the largest voice
 * @throws MirrorError `usage` for objects that are no list, and for a photo without an area
 */
export function assignVoices<Own extends { readonly matched: MatchedObject }>(
  objects: readonly Own[],
  photo: { readonly width: number; readonly height: number },
): (Omit<Own, 'matched'> & { readonly matched: MatchedInstance })[] {
  checkArguments({ objects }, { objects: 'array' });
  checkPhotoSize(photo);
  const instances = objects.map(({ matched }) => instancesOf(matched.detections));
  const counts = countVoices(instances.map((own) => own.map(([main]) => areaOf(main.box))));
  return objects
    .map((own, i) => ({
      own,
      voices: voicesOf(own.matched, {
        instances: instances[i] as readonly Instance[],
        count: counts[i] as number,
        photo,
      }),
    }))
    .sort((a, b) => byLargestVoice(a.voices, b.voices))
    .flatMap(({ own, voices }) => voices.map((matched) => ({ ...own, matched })));
}

/** The detections that show one instance, the largest box first. */
type Instance = readonly [Detection, ...Detection[]];

/**
 * Groups the detections of an object by instance: a box joins the largest one that it lies in, or that it contains, by
 * more than half of the smaller. Chains are not followed: of people in a row, each half before the next, several remain.
 *
 * @param detections largest first
 * @returns largest first
 */
export function instancesOf(detections: readonly Detection[]): Instance[] {
  const instances: [Detection, ...Detection[]][] = [];
  for (const detection of detections) {
    const around = instances.find(([main]) => areNested(main.box, detection.box));
    if (around) around.push(detection);
    else instances.push([detection]);
  }
  return instances;
}

function areNested(a: Box, b: Box): boolean {
  return Math.max(shareInside(a, b), shareInside(b, a)) > NESTED;
}

/**
 * How many voices each object has.
 *
 * @param areas of each object's instances, largest first
 */
function countVoices(areas: readonly (readonly number[])[]): number[] {
  const further = areas
    .flatMap((own, object) =>
      own.slice(1, MOST_VOICES_OF_AN_OBJECT).map((area) => ({ object, area })),
    )
    .sort((a, b) => b.area - a.area || a.object - b.object)
    .slice(0, Math.max(0, MOST_VOICES - areas.length));
  return areas.map((_, object) => 1 + further.filter((each) => each.object === object).length);
}

/** The voices of an object, by area, each with the instances beyond them that stand nearest to its main one. */
function voicesOf(
  { object }: MatchedObject,
  options: {
    readonly instances: readonly Instance[];
    readonly count: number;
    readonly photo: { readonly width: number; readonly height: number };
  },
): MatchedInstance[] {
  const { instances, count, photo } = options;
  const boxes = instances.map(([main]) => main.box);
  const mains = spreadBoxes(boxes, count);
  const mainBoxes = mains.map((i) => boxes[i] as Box);
  const seen = mains.map((i): Detection[] => [...(instances[i] as Instance)]);
  for (const [i, instance] of instances.entries()) {
    if (!mains.includes(i)) seen[nearestBox(instance[0].box, mainBoxes)]?.push(...instance);
  }
  return seen
    .map((together) => {
      const detections = [...together].sort((a, b) => areaOf(b.box) - areaOf(a.box));
      const own = detections.map(({ box }) => box);
      const areaShare = Math.min(1, unionArea(own) / (photo.width * photo.height));
      const labels = [...new Set(detections.map(({ label }) => label))];
      const taught = detections.some((detection) => detection.taught);
      return { labels, ...(taught && { taught }), boxes: own, areaShare };
    })
    .sort((a, b) => b.areaShare - a.areaShare)
    .map((voice, i) => ({ object, instance: i + 1, instances: seen.length, ...voice }));
}

function byLargestVoice([a]: readonly MatchedInstance[], [b]: readonly MatchedInstance[]): number {
  if (!a || !b) return 0;
  return b.areaShare - a.areaShare || byName(a.object.name, b.object.name);
}

/**
 * What a voice is called, in the score as elsewhere.
 * @example voiceName({ object: person, instance: 2, instances: 3 }) // 'person 2'
 * @example voiceName({ object: person, instance: 1, instances: 1 }) // 'person'
 */
export function voiceName({
  object,
  instance,
  instances,
}: Pick<MatchedInstance, 'object' | 'instance' | 'instances'>): string {
  return instances > 1 ? `${object.name} ${instance}` : object.name;
}

/**
 * What tells the chance of one voice from that of another; an object's first voice plays as it does alone.
 * @example voiceSeed({ object: person, instance: 2 }) // 'person/2'
 */
export function voiceSeed({ object, instance }: Pick<MatchedInstance, 'object' | 'instance'>) {
  return instance > 1 ? `${object.name}/${instance}` : object.name;
}
