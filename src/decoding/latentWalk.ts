import { drawNormals, type Random, shuffled } from '../math/random.js';

/** How often the walk returns to where it has been, instead of going on, where there is a place to return to. */
const RETURN = 0.6;

/** A place on a walk. */
export interface WalkStep {
  readonly latent: readonly number[];
  /** Which of the given latents the walk came by last. */
  readonly start: number;
  /** Seed of what chance decides there, the same whenever the walk comes back. */
  readonly randomSeed: number;
}

/** A walk through the latent space. */
export interface LatentWalk {
  /**
   * Goes on by a step.
   *
   * @param options.fits which of the steps before the music could return to now
   * @param options.choose the one of several steps, at least one, that goes on best from here
   */
  readonly next: (options: {
    readonly fits: (step: WalkStep) => boolean;
    readonly choose: (steps: readonly WalkStep[]) => WalkStep;
  }) => WalkStep;
}

/** Steps that are looked at before one is taken. */
const CANDIDATES = 3;

/**
 * An endless walk: from one of the given latents to the next, then on to draws from N(0, 1) and, now and then, back to where it has been.
 *
 * @param latents at least one, all of one length
 */
export function openLatentWalk(
  latents: readonly (readonly number[])[],
  random: Random,
): LatentWalk {
  const path: WalkStep[] = [];
  const size = (latents[0] as readonly number[]).length;
  const stepTo = (latent: readonly number[]): WalkStep => ({
    latent,
    start: Math.min(path.length, latents.length - 1),
    randomSeed: random(),
  });
  const goingOn = () => {
    const given = latents[path.length];
    if (given) return [stepTo(given)];
    return Array.from({ length: CANDIDATES }, () => stepTo(drawNormals(size, random)));
  };
  return {
    next: ({ fits, choose }) => {
      const isGiven = path.length < latents.length;
      const known = isGiven ? [] : [...new Set(path)].filter(fits);
      const isReturn = known.length > 0 && random() < RETURN;
      const step = choose(isReturn ? shuffled(known, random).slice(0, CANDIDATES) : goingOn());
      path.push(step);
      return step;
    },
  };
}
