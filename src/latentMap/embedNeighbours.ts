import { yieldToEventLoop } from '../yieldToEventLoop.js';

/** How many neighbours each point counts on, about; fewer where there are few points. */
const PERPLEXITY = 12;

const STEPS = 250;
/** For so many steps neighbours pull harder, so that groups find together. */
const EARLY_STEPS = 60;
const EARLY_EXAGGERATION = 12;
const LEARNING_RATE = 50;
const [EARLY_MOMENTUM, MOMENTUM] = [0.5, 0.8];
const LEAST_GAIN = 0.01;

/** The event loop gets its turn after so many steps. */
const STEPS_A_TURN = 20;

/** Of the interval in which a Gaussian's width is sought, e^±20 of the mean distance. */
const HALVINGS = 30;

/** Spread of the first axis where it begins. */
const FIRST_SPREAD = 1e-4;

/**
 * Moves points of a plane so that those are neighbours there that are neighbours in many dimensions: t-SNE (van der Maaten and
 * Hinton 2008), all pairs, which is quick for a few hundred points. Where the variance is spread over all dimensions alike, as in a
 * latent space, two axes alone lay points side by side that have nothing in common.
 *
 * Begun from given places instead of chance, it keeps their overall order (Kobak and Berens 2019, «The art of using t-SNE for
 * single-cell transcriptomics») and equal points give equal places.
 *
 * @param points [count][dimensions]
 * @param options.places [count] to begin from, such as the two principal axes
 * @returns [count] places in units of their own
 * @throws MirrorError `aborted` when the signal fires
 */
export async function embedNeighbours(
  points: readonly ArrayLike<number>[],
  {
    places,
    signal,
  }: {
    readonly places: readonly (readonly [number, number])[];
    readonly signal?: AbortSignal | undefined;
  },
): Promise<(readonly [number, number])[]> {
  const count = points.length;
  // Three points are where their axes have them.
  if (count < 4) return [...places];
  const wanted = neighbourShares(points, Math.min(PERPLEXITY, (count - 1) / 3));
  const nearness = new Float64Array(count * count);
  const spread = Math.sqrt(places.reduce((sum, [x]) => sum + x * x, 0) / count) || 1;
  const at = Float64Array.from(places.flat(), (value) => (value / spread) * FIRST_SPREAD);
  const moves = new Float64Array(2 * count);
  const gains = new Float64Array(2 * count).fill(1);
  for (let step = 0; step < STEPS; step++) {
    if (step % STEPS_A_TURN === 0) await yieldToEventLoop(signal);
    const isEarly = step < EARLY_STEPS;
    const exaggeration = isEarly ? EARLY_EXAGGERATION : 1;
    const gradient = gradientOf(at, { wanted, nearness, exaggeration });
    const momentum = isEarly ? EARLY_MOMENTUM : MOMENTUM;
    for (let i = 0; i < at.length; i++) {
      const [slope, move, gain] = [gradient[i] as number, moves[i] as number, gains[i] as number];
      gains[i] = Math.max(LEAST_GAIN, slope > 0 === move > 0 ? gain * 0.8 : gain + 0.2);
      moves[i] = momentum * move - LEARNING_RATE * (gains[i] as number) * slope;
      at[i] = (at[i] as number) + (moves[i] as number);
    }
  }
  return points.map((_, i) => [at[2 * i] as number, at[2 * i + 1] as number]);
}

/**
 * The derivative of the Kullback–Leibler divergence of the neighbourhoods on the plane from the wanted ones.
 *
 * @param nearness room for [count × count]
 */
function gradientOf(
  at: Float64Array,
  { wanted, nearness, exaggeration }: Neighbourhoods & { readonly exaggeration: number },
): Float64Array {
  const count = at.length / 2;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const [ownX, ownY] = [value(at, 2 * i), value(at, 2 * i + 1)];
    for (let j = 0; j < i; j++) {
      const x = ownX - value(at, 2 * j);
      const y = ownY - value(at, 2 * j + 1);
      const near = 1 / (1 + x * x + y * y);
      nearness[i * count + j] = near;
      sum += 2 * near;
    }
  }
  const gradient = new Float64Array(at.length);
  for (let i = 0; i < count; i++) {
    const [ownX, ownY] = [value(at, 2 * i), value(at, 2 * i + 1)];
    let [slopeX, slopeY] = [0, 0];
    for (let j = 0; j < i; j++) {
      const near = value(nearness, i * count + j);
      const pull = 4 * (exaggeration * value(wanted, i * count + j) - near / sum) * near;
      const x = pull * (ownX - value(at, 2 * j));
      const y = pull * (ownY - value(at, 2 * j + 1));
      slopeX += x;
      slopeY += y;
      gradient[2 * j] = value(gradient, 2 * j) - x;
      gradient[2 * j + 1] = value(gradient, 2 * j + 1) - y;
    }
    gradient[2 * i] = value(gradient, 2 * i) + slopeX;
    gradient[2 * i + 1] = value(gradient, 2 * i + 1) + slopeY;
  }
  return gradient;
}

/** How near each point is to each other one, in many dimensions and on the plane, [count × count], below the diagonal. */
interface Neighbourhoods {
  readonly wanted: Float64Array;
  readonly nearness: Float64Array;
}

/** How much each is the other's neighbour, all together 1: [count × count]. */
function neighbourShares(points: readonly ArrayLike<number>[], perplexity: number): Float64Array {
  const count = points.length;
  const shares = new Float64Array(count * count);
  for (const [i, point] of points.entries()) {
    const distances = points.map((other) => squaredDistance(point, other));
    const own = sharesAt(distances, { i, entropy: Math.log(perplexity) });
    for (let j = 0; j < count; j++) {
      const half = value(own, j) / (2 * count);
      shares[i * count + j] = value(shares, i * count + j) + half;
      shares[j * count + i] = value(shares, j * count + i) + half;
    }
  }
  return shares;
}

/** A Gaussian over the others as wide as its entropy asks, found by bisection. */
function sharesAt(
  distances: readonly number[],
  { i, entropy }: { readonly i: number; readonly entropy: number },
): Float64Array {
  const others = distances.filter((_, j) => j !== i);
  const nearest = Math.min(...others);
  const scale = others.reduce((sum, distance) => sum + distance - nearest, 0) / others.length || 1;
  const shares = new Float64Array(distances.length);
  let [low, high] = [-20, 20];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const precision = Math.exp((low + high) / 2) / scale;
    let [sum, energy] = [0, 0];
    for (let j = 0; j < distances.length; j++) {
      const above = (distances[j] as number) - nearest;
      const weight = j === i ? 0 : Math.exp(-above * precision);
      shares[j] = weight;
      sum += weight;
      energy += weight * above;
    }
    for (let j = 0; j < shares.length; j++) shares[j] = value(shares, j) / sum;
    const found = Math.log(sum) + (precision * energy) / sum;
    if (found > entropy) low = (low + high) / 2;
    else high = (low + high) / 2;
  }
  return shares;
}

function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (value(a, d) - value(b, d)) ** 2;
  return sum;
}

function value(values: ArrayLike<number>, i: number): number {
  return values[i] as number;
}
