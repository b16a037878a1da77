import { drawNormals, type Random } from '../random.js';

/**
 * How much of a window's latent stays in the next one's: at 0 every window is a fresh draw, at 1
 * all are the same. 0.6 keeps a phrase's windows recognisably kin.
 */
const STAY = 0.6;

/**
 * How often the walk returns to where it has been, instead of going on. Of the starter recordings' runs of four
 * events 0.32 were there before in the same recording; of drawn phrases' 0.30 with half of all windows a return,
 * 0.12 without any.
 */
const RETURN = 0.5;

/** A place on a walk. */
export interface WalkStep {
  readonly latent: readonly number[];
  /** Which of the given latents the walk came by last. */
  readonly start: number;
  /** Seed of what chance decides there, the same whenever the walk comes back. */
  readonly luck: number;
}

/**
 * An endless walk through the latent space: from the first latent towards each further one, then on
 * towards fresh draws and, now and then, back to where it has been. If latents are draws from N(0, 1), so is
 * every point of the walk, since STAY² + (1 − STAY²) = 1 (an autoregressive process of order one).
 *
 * @param latents at least one, all of one length
 */
export function* latentWalk(
  latents: readonly (readonly number[])[],
  random: Random,
): Generator<WalkStep, never> {
  const path: WalkStep[] = [];
  let here: WalkStep = { latent: latents[0] as readonly number[], start: 0, luck: random() };
  for (;;) {
    yield here;
    path.push(here);
    const draw = latents[path.length] ?? drawNormals(here.latent.length, random);
    const returns = path.length >= latents.length && random() < RETURN;
    const before = path[Math.floor(random() * path.length)] as WalkStep;
    here = returns
      ? before
      : {
          latent: mixLatents(here.latent, draw, STAY),
          start: Math.min(path.length, latents.length - 1),
          luck: random(),
        };
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
