import type { LatentMap, Place } from './latentMap.js';

/** Points that a place between them is made of. */
const NEIGHBOURS = 4;

/** A place nearer to a point than this is the point: places have four decimals. */
const SAME = 1e-5;

/** A mean of latents that point into opposite directions is short, and is not drawn out without bounds. */
const MOST_SCALE = 3;

/**
 * The way back from the plane: the latent of a place. At a point it is the point's own. Between points it is the mean of the four
 * nearest points' whole latents, by the inverse of their distance less that of the fifth (Franke and Nielson 1980, «Smooth
 * interpolation of large sets of scattered data»), so that it changes without jumps where the four become others; and as
 * long as theirs are, by the same weights, since a mean of draws from N(0, 1) would lie nearer to the middle than
 * any draw does, where a decoder knows nothing but its average (White 2016, «Sampling generative networks»).
 *
 * @param place outside 0–1 as well: what is nearest counts
 */
export function latentAt(
  { points, latents }: Pick<LatentMap, 'points' | 'latents'>,
  place: Place,
): readonly number[] {
  const near = points
    .map(({ x, y }, i) => ({ i, distance: Math.hypot(x - place.x, y - place.y) }))
    .sort((a, b) => a.distance - b.distance || a.i - b.i)
    .slice(0, NEIGHBOURS + 1);
  const nearest = near[0] as (typeof near)[number];
  const latentOf = (i: number) => latents[i] as readonly number[];
  // Of points that lie on one another the first stands for all.
  if (nearest.distance < SAME || near.length === 1) return latentOf(nearest.i);
  const reach = near.length > NEIGHBOURS ? (near[NEIGHBOURS]?.distance as number) : Infinity;
  const weighed = near.slice(0, NEIGHBOURS).map(({ i, distance }) => ({
    latent: latentOf(i),
    weight: (1 / distance - 1 / reach) ** 2,
  }));
  const sum = weighed.reduce((all, { weight }) => all + weight, 0);
  // All of them lie equally far away.
  if (!(sum > 0)) return latentOf(nearest.i);
  const mean = latentOf(nearest.i).map((_, d) =>
    weighed.reduce((all, { latent, weight }) => all + (weight / sum) * (latent[d] as number), 0),
  );
  const length = weighed.reduce(
    (all, { latent, weight }) => all + (weight / sum) * norm(latent),
    0,
  );
  const scale = Math.min(MOST_SCALE, length / Math.max(1e-9, norm(mean)));
  return mean.map((value) => value * scale);
}

function norm(latent: readonly number[]): number {
  return Math.hypot(...latent);
}

/** How far the plane of kind `seed` reaches: 95 % of draws from N(0, 1) lie within. */
const SEED_REACH = 2;

/**
 * The latent of a place by a decoder of kind `seed`. Its latent space has two dimensions and is a plane itself: the pad is that plane, from
 * −2 to 2 along both. Takes are no points of it: its encoder laid them all nearly at one place.
 *
 * @param size of its latent; beyond two dimensions 0
 */
export function seedLatentAt({ x, y }: Place, size: number): readonly number[] {
  const plane = [x, y].map((value) => (2 * value - 1) * SEED_REACH);
  return Array.from({ length: size }, (_, d) => plane[d] ?? 0);
}
