import { readDecoder } from '../../src/collection/decoders/readDecoder.js';
import { openCollection } from '../../src/collection/openCollection.js';
import type { SoundObject } from '../../src/collection/soundObject.js';
import type { Player } from '../../src/composition/playing/player.js';

/** The starter collection as it ships. */
export async function starterObjects(): Promise<readonly SoundObject[]> {
  const { objects } = await openCollection();
  return objects;
}

/** An object of the starter collection as a player, in a square of so much of a photo of 100 × 100 pixels. */
export async function starterPlayer(
  object: SoundObject,
  areaShare: number,
  { x = 0 } = {},
): Promise<Player> {
  const side = 100 * Math.sqrt(areaShare);
  const boxes = [{ x, y: 0, width: side, height: side }];
  const decoder = await readDecoder(object);
  if (!decoder) throw new Error(`Expected ${object.name} to be trained.`);
  const voice = { instance: 1, instances: 1, labels: object.labels, boxes, areaShare };
  return { matched: { object, ...voice }, decoder };
}

/** Objects of the starter collection by their names, each half as large as the one before. */
export async function starterCast(names: readonly string[]): Promise<Player[]> {
  const objects = await starterObjects();
  return Promise.all(
    names.map((name, rank) => {
      const object = objects.find((each) => each.name === name);
      if (!object) throw new Error(`Expected ${name} in the starter collection.`);
      return starterPlayer(object, 0.4 / 2 ** rank, { x: 7 * rank });
    }),
  );
}
