import { choleskyFactor, solveFactored } from '../../math/cholesky.js';
import { dot } from '../../math/dot.js';
import { maxBy } from '../../math/maxBy.js';
import type { ClassStatistics } from './classStatistics.js';

/** A feature that never changes leaves a pivot of nothing but rounding. */
const LEAST_PIVOT = 1e-12;

/** What rounding leaves of the variance of a feature that never changes: no more than this counts as none. */
const LEAST_VARIANCE = 1e-9;

/** Says which class features belong to. */
export type Classifier = (features: readonly number[]) => string;

/**
 * Linear discriminant analysis with a shrunk covariance: every feature is divided by its deviation over all
 * examples, the classes share one covariance, and that is drawn towards a multiple of the identity, since there
 * are about as many features as examples (regularised discriminant analysis, Friedman 1989). How far it is drawn
 * is not tuned but estimated: the oracle approximating shrinkage of Chen, Wiesel, Eldar and Hero 2010 («Shrinkage
 * algorithms for MMSE covariance estimation», eq. 23), which needs no more than the covariance's traces. With one
 * example a class nothing is known of the covariance, and the nearest mean decides. All classes are equally likely.
 *
 * @param statistics of at least one class
 */
export function fitDiscriminant(statistics: ClassStatistics): Classifier {
  const { classes } = statistics;
  const scales = featureScales(statistics);
  const factor = choleskyFactor(shrunkCovariance(statistics, scales), LEAST_PIVOT);
  const rules = classes.map(({ name, count, sum }) => {
    const mean = sum.map((value, i) => (value / count) * (scales[i] as number));
    const direction = solveFactored(factor, mean);
    return { name, direction, offset: -dot(direction, mean) / 2 };
  });
  return (features) => {
    const scaled = features.map((value, i) => value * (scales[i] as number));
    const likeliest = maxBy(rules, ({ direction, offset }) => dot(direction, scaled) + offset);
    return (likeliest as (typeof rules)[number]).name;
  };
}

/** One over each feature's deviation; 0 for one that never changes, which leaves it out. */
function featureScales({ classes, products }: ClassStatistics): number[] {
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  const size = Math.sqrt(products.length);
  return Array.from({ length: size }, (_, i) => {
    const sum = classes.reduce((all, each) => all + (each.sum[i] as number), 0);
    const variance = (products[i * size + i] as number) / total - (sum / total) ** 2;
    return variance > LEAST_VARIANCE ? 1 / Math.sqrt(variance) : 0;
  });
}

/** The covariance within classes of the scaled features, shrunk, row by row. */
function shrunkCovariance(
  { classes, products }: ClassStatistics,
  scales: readonly number[],
): Float64Array {
  const size = scales.length;
  const within = Float64Array.from(products);
  for (const { count, sum } of classes) {
    for (let a = 0; a < size; a++) {
      const value = (sum[a] as number) / count;
      if (value === 0) continue;
      for (let b = 0; b < size; b++) {
        const at = a * size + b;
        within[at] = (within[at] as number) - value * (sum[b] as number);
      }
    }
  }
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  const freedom = Math.max(1, total - classes.length);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const at = a * size + b;
      const scale = ((scales[a] as number) * (scales[b] as number)) / freedom;
      within[at] = (within[at] as number) * scale;
    }
  }
  return shrink(within, { size, freedom });
}

function shrink(
  covariance: Float64Array,
  { size, freedom }: { size: number; freedom: number },
): Float64Array {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += covariance[i * size + i] as number;
  const squares = covariance.reduce((sum, value) => sum + value * value, 0);
  const spread = squares - trace ** 2 / size;
  const excess = (freedom + 1 - 2 / size) * spread;
  const share = excess > 0 ? Math.min(1, ((1 - 2 / size) * squares + trace ** 2) / excess) : 1;
  // Without any variance within classes the identity stands, and with it Euclid's distance.
  const target = trace > LEAST_VARIANCE ? trace / size : 1;
  return covariance.map(
    (value, at) => (1 - share) * value + (at % (size + 1) === 0 ? share * target : 0),
  );
}
