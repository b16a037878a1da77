import { dot } from '../../math/dot.js';
import { mean } from '../../math/mean.js';

/**
 * Spearman's rank correlation: Pearson's of the ranks, equal values sharing their mean rank.
 *
 * @param a as many as `b`
 * @returns −1 to 1; null where either side does not vary
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  const [x, y] = [centredRanks(a), centredRanks(b)];
  const scale = Math.sqrt(dot(x, x) * dot(y, y));
  return scale > 0 ? dot(x, y) / scale : null;
}

function centredRanks(values: readonly number[]): number[] {
  const order = values.map((value, i) => ({ value, i })).sort((p, q) => p.value - q.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]?.value === order[from]?.value) to++;
    for (const { i } of order.slice(from, to)) ranks[i] = (from + to - 1) / 2;
    from = to;
  }
  const centre = mean(ranks);
  return ranks.map((rank) => rank - centre);
}
