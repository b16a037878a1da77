import type { Matrices, Matrix } from './matrices.js';

/** What a row of logits should have said. */
export interface SoftmaxTargets {
  /** [rows] the right column. */
  readonly targets: Int32Array;
  /** [rows] the first column that may be chosen, and the one behind the last; all of them where none are given. */
  readonly from?: Int32Array;
  readonly to?: Int32Array;
}

/**
 * Cross-entropy of a softmax over each row's allowed columns, nats, summed over the rows and times `weight`; and its
 * gradient, 0 where a column may not be chosen.
 *
 * @returns the gradient with respect to the logits, of their shape
 */
export function softmaxLoss(
  memory: Matrices,
  logits: Matrix,
  { targets, from, to, weight }: SoftmaxTargets & { readonly weight: number },
): { readonly loss: number; readonly gradient: Matrix } {
  const { gradient, sums } = memory.softmax(logits, {
    targets,
    ranges: { from: from ?? Int32Array.of(0), to: to ?? Int32Array.of(logits.columns) },
    weight,
  });
  // The logarithm of a product of many sums takes less time than one for each.
  let [loss, product] = [0, 1];
  for (let i = 0; i < sums.length; i += 2) {
    product *= sums[i] as number;
    loss += sums[i + 1] as number;
    if (product > 1e250) {
      loss += Math.log(product);
      product = 1;
    }
  }
  return { loss: weight * (loss + Math.log(product)), gradient };
}
