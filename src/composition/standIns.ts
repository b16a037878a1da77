import { answerLabel, type Collection } from '../collection/collection.js';
import { readDecoder } from '../collection/decoderStore.js';
import type { SoundObject } from '../collection/soundObject.js';
import { MirrorError } from '../errors.js';
import type { Detection } from '../vision/detection.js';

/** A collection whose objects can answer, and a line for each that had to be replaced. */
export interface StandIns {
  readonly collection: Collection;
  readonly notes: readonly string[];
}

/**
 * The collection for what is seen: an object of the home whose decoder cannot be used gives its place back to the
 * starter's object of that name, which goes on answering its own labels. One that takes the place of no starter object stays, and
 * `gatherPlayers` says that it cannot play.
 */
export async function withStandIns(
  collection: Collection,
  detections: readonly Detection[],
): Promise<StandIns> {
  const covered = new Map((collection.covered ?? []).map((object) => [object.name, object]));
  const labels = new Set(detections.map(({ label }) => label));
  const answering = new Set([...labels].flatMap((label) => answerLabel(collection, label)));
  const standIns = new Map<SoundObject, SoundObject>();
  const notes: string[] = [];
  for (const object of answering) {
    const standIn = covered.get(object.name);
    const fault = standIn && (await decoderFault(object));
    if (!standIn || !fault) continue;
    standIns.set(object, standIn);
    notes.push(`${fault.message} The starter's ${object.name} answers instead.`);
  }
  const objects = collection.objects.map((object) => standIns.get(object) ?? object);
  return { collection: { ...collection, objects }, notes };
}

/** Why an object's decoder cannot be used; undefined if it can, or if there is none. */
async function decoderFault(object: SoundObject): Promise<MirrorError | undefined> {
  try {
    await readDecoder(object);
    return undefined;
  } catch (error) {
    if (error instanceof MirrorError) return error;
    throw error;
  }
}
