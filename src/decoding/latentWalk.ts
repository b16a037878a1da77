import { drawNormals, type Random } from '../random.js';

/**
 * How much of a window's latent stays in the next one's: at 0 every window is a fresh draw, at 1
 * all are the same. 0.6 keeps a phrase's windows recognisably kin.
 */
const STAY = 0.6;

/** How often the walk returns to where it has been, instead of going on, where there is a place to return to. */
const RETURN = (globalThis as any).HYPER?.ret ?? 0.5;

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
  /** The next step; `fits` says to which of those before the music could return now. */
  readonly next: (fits: (step: WalkStep) => boolean) => WalkStep;
}

/**
 * An endless walk: from the first latent towards each further one, then on towards fresh draws and, now and then, back to
 * where it has been. If latents are draws from N(0, 1), so is every point of the walk, since STAY² + (1 − STAY²) = 1 (an
 * autoregressive process of order one).
 *
 * @param latents at least one, all of one length
 */
export function openLatentWalk(
  latents: readonly (readonly number[])[],
  random: Random,
): LatentWalk {
  const path: WalkStep[] = [];
  const goOn = (): WalkStep => {
    const here = path.at(-1);
    const draw =
      latents[path.length] ?? drawNormals((latents[0] as readonly number[]).length, random);
    return {
      latent: here ? mixLatents(here.latent, draw, STAY) : draw,
      start: Math.min(path.length, latents.length - 1),
      randomSeed: random(),
    };
  };
  return {
    next: (fits) => {
      const known = path.length < latents.length ? [] : [...new Set(path)].filter(fits);
      const isReturn = known.length > 0 && random() < RETURN;
      const step = isReturn ? (known[Math.floor(random() * known.length)] as WalkStep) : goOn();
      path.push(step);
      return step;
    },
  };
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
