import { drawNormals, type Random } from '../random.js';

/**
 * How much of a window's latent stays in the next one's: at 0 every window is a fresh draw, at 1
 * all are the same. 0.6 keeps a phrase's windows recognisably kin.
 */
const STAY = 0.6;

/**
 * An endless walk through the latent space: from the first latent towards each further one, then on
 * towards fresh draws. If latents are draws from N(0, 1), so is every point of the walk, since
 * STAY² + (1 − STAY²) = 1 (an autoregressive process of order one).
 *
 * @param latents at least one, all of one length
 */
export function* latentWalk(
  latents: readonly (readonly number[])[],
  random: Random,
): Generator<readonly number[], never> {
  let here = latents[0] as readonly number[];
  for (let i = 1; ; i++) {
    yield here;
    const target = latents[i] ?? drawNormals(here.length, random);
    here = mixLatents(here, target, STAY);
  }
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
