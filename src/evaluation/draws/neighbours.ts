import type { Decoder } from '../../autoencoder/decoder.js';
import { dot } from '../../math/dot.js';
import { drawNormals, type Random, seededRandom } from '../../math/random.js';
import { yieldToEventLoop } from '../../yieldToEventLoop.js';
import { editDistance } from '../measures/editDistance.js';
import { rankCorrelation } from '../measures/rankCorrelation.js';
import { decodeWindow } from './decodedWindow.js';
import type { DrawOptions } from './draws.js';

/** Latents that are turned away from, and the angles in degrees by which. */
const CENTRES = 12;
const ANGLES = [5, 10, 20, 30, 45, 60, 75, 90];

/**
 * Whether neighbours in the latent space sound alike: Spearman's correlation between how far a latent lies from
 * another and how far the music decoded from it does, over turns of 5 to 90 degrees.
 *
 * Music is decoded at temperature 0, where only the latent decides; its distance is the edit distance of its first
 * window.
 *
 * @returns −1 to 1; null for a latent of one number, where nothing can turn, or a decoder that always plays the same
 * @throws MirrorError `aborted` when the signal fires, which is asked between two windows
 */
export async function measureNeighbours(
  decoder: Decoder,
  { seed, variation, signal }: Pick<DrawOptions, 'seed' | 'variation' | 'signal'>,
): Promise<number | null> {
  if (decoder.sizes.latent < 2) return null;
  const random = seededRandom(`neighbours ${seed} ${decoder.object}`);
  const pairs: Distances[] = [];
  for (let centre = 0; centre < CENTRES; centre++) {
    pairs.push(...(await turnsOf(decoder, { random, variation, signal })));
  }
  return rankCorrelation(
    pairs.map(({ latent }) => latent),
    pairs.map(({ music }) => music),
  );
}

/** How far two latents lie apart, and the music that is decoded from them. */
interface Distances {
  readonly latent: number;
  readonly music: number;
}

/** Distances between one latent and its turns towards another. */
async function turnsOf(
  decoder: Decoder,
  { random, variation, signal }: Pick<DrawOptions, 'variation' | 'signal'> & { random: Random },
): Promise<Distances[]> {
  const centre = drawNormals(decoder.sizes.latent, random);
  const aside = perpendicular(drawNormals(centre.length, random), centre);
  const play = (latent: readonly number[]) =>
    // The same chance for every latent: it decides on the windows after the first, which are not looked at.
    decodeWindow(decoder, {
      latent,
      random: seededRandom('neighbours'),
      temperature: 0,
      variation,
    });
  const heard = play(centre);
  const distances: Distances[] = [];
  for (const degrees of ANGLES) {
    const angle = (degrees / 180) * Math.PI;
    const turned = centre.map(
      (value, i) => Math.cos(angle) * value + Math.sin(angle) * (aside[i] as number),
    );
    distances.push({
      latent: lengthOf(turned.map((value, i) => value - (centre[i] as number))),
      music: editDistance(heard, play(turned)),
    });
    await yieldToEventLoop(signal);
  }
  return distances;
}

/** The part of a vector that stands upright on another, made as long as that one. */
function perpendicular(vector: readonly number[], other: readonly number[]): number[] {
  const share = dot(vector, other) / lengthOf(other) ** 2;
  const upright = vector.map((value, i) => value - share * (other[i] as number));
  const scale = lengthOf(other) / lengthOf(upright);
  return upright.map((value) => value * scale);
}

function lengthOf(vector: readonly number[]): number {
  return Math.hypot(...vector);
}
