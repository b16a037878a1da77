import { checkArguments } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { type Box, intersectionOverUnion } from '../../vision/box.js';
import type { SoundObject, TaughtFolder } from '../soundObject.js';
import { readTaughtHeader } from './readTaughtFolder.js';
import { isOfPhoto } from './taughtFolders.js';
import { parseTaughtHeader } from './taughtHeader.js';

/** A box of the same photo that lies on another this much is the same. */
const SAME_BOX = 0.9;

/**
 * The boxes that an object was taught in a photo before, for `describeTaughtPhoto` (`known`), also those that were taught with other
 * weights of the detector.
 *
 * @param photoSha256 as `photoSha256` gives it
 * @returns in pixels of the upright photo; none of what cannot be read
 * @example const known = await taughtBoxes(object, photoSha256(photo)); // [{ x: 204, y: 100, width: 103, height: 140 }]
 */
export async function taughtBoxes(
  object: Pick<SoundObject, 'taught'>,
  photoSha256: string,
): Promise<Box[]> {
  checkArguments({ object, photoSha256 }, { object: 'record', photoSha256: 'string' });
  const { taught = [] } = object;
  const same = taught.filter((folder) => folder.isPositive && isOfPhoto(folder, photoSha256));
  return (await Promise.all(same.map(boxesIn))).flat();
}

/** The boxes of one folder; none of one that cannot be read. */
export async function boxesIn(folder: TaughtFolder): Promise<Box[]> {
  try {
    return parseTaughtHeader(await readTaughtHeader(folder)).boxes.map(({ box }) => box);
  } catch (error) {
    if (error instanceof MirrorError) return [];
    throw error;
  }
}

/** Whether two boxes of one photo are the same to a person who draws. */
export function isNearlySameBox(a: Box, b: Box): boolean {
  return intersectionOverUnion(a, b) > SAME_BOX;
}
