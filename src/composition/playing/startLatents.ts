import { drawNormals, seededRandom } from '../../math/random.js';
import type { Photo } from '../../vision/photo/photo.js';
import { pictureLatent } from '../../vision/pictureLatent.js';
import { type MatchedInstance, voiceSeed } from '../assignVoices.js';

/** Share of the picture in a start; the rest is the seed's: 0.8² + 0.6² = 1. */
const PICTURE_SHARE = 0.8;

/** A shelf may hold forty books; the largest few say enough. */
const MOST_STARTS = 8;

/**
 * Where a voice's phrase starts in its decoder's latent space, and what it goes on to: one latent
 * for the picture under each of its boxes, the largest first, moved a little by the seed. A take-off stands before them: the phrase
 * begins there, exactly, and then goes where its pictures lead, in their order, as it would without.
 *
 * @param options.length of a latent
 * @param options.takeOff where it begins instead; undefined for the picture of the largest box
 * @returns at least one latent, as if drawn from N(0, 1)
 */
export function startLatents(
  photo: Photo,
  matched: MatchedInstance,
  {
    length,
    seed,
    takeOff,
  }: { length: number; seed: number; takeOff?: readonly number[] | undefined },
): (readonly number[])[] {
  const random = seededRandom(`start ${seed} ${voiceSeed(matched)}`);
  const pictures = matched.boxes
    .slice(0, MOST_STARTS)
    .map((box) =>
      mixLatents(pictureLatent(photo, box, length), drawNormals(length, random), PICTURE_SHARE),
    );
  return takeOff === undefined ? pictures : [takeOff, ...pictures];
}

/** `share` of one latent and the rest of another, keeping the variance of N(0, 1). */
export function mixLatents(
  a: readonly number[],
  b: readonly number[],
  share: number,
): readonly number[] {
  const rest = Math.sqrt(1 - share * share);
  return a.map((value, i) => share * value + rest * (b[i] as number));
}
