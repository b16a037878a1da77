import { type Collection, findObject } from '../collection/collection.js';
import { MirrorError } from '../errors.js';

/**
 * Where objects begin in their latent spaces, by their names; an object that is not named begins where its picture leads. A
 * latent is as long as its decoder's (32), as if drawn from N(0, 1); `decodePlaces` gives those of places of a map.
 */
export type TakeOffs = Readonly<Record<string, readonly number[]>>;

/** No draw from N(0, 1) is farther away, and no decoder has learned anything there. */
const FARTHEST = 8;

/**
 * @returns by the names as the collection has them; an object of it that does not play is no fault
 * @throws MirrorError `usage` naming an object that the collection does not have, or a value that is no finite number from −8 to 8
 */
export function checkTakeOffs(
  takeOffs: TakeOffs,
  collection: Collection,
): ReadonlyMap<string, readonly number[]> {
  return new Map(
    Object.entries(takeOffs).map(([name, latent]) => {
      const object = findObject(collection, name);
      const isLatent = Array.isArray(latent) && latent.length > 0;
      const wrong = isLatent ? latent.find((value) => !(Math.abs(value) <= FARTHEST)) : latent;
      if (isLatent && wrong === undefined) return [object.name, latent];
      throw new MirrorError(
        'usage',
        `Expected the take-off of ${object.name} to be a latent, numbers from −${FARTHEST} to ${FARTHEST}, but received ${isLatent ? `one that holds ${wrong}` : JSON.stringify(latent)}. Take one from the object's map.`,
      );
    }),
  );
}

/**
 * The take-off of an object that plays.
 *
 * @param options.length of its decoder's latents
 * @throws MirrorError `usage` for one of another length
 */
export function takeOffOf(
  name: string,
  { takeOffs, length }: { takeOffs: ReadonlyMap<string, readonly number[]>; length: number },
): readonly number[] | undefined {
  const takeOff = takeOffs.get(name);
  if (takeOff === undefined || takeOff.length === length) return takeOff;
  throw new MirrorError(
    'usage',
    `Expected the take-off of ${name} to have ${length} numbers, as its decoder has it, but received ${takeOff.length}. Take one from the object's map.`,
  );
}
