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
 * gradient, 0 where a column may not be chosen. In plain loops, its powers by a kernel.
 *
 * @returns the gradient with respect to the logits, of their shape
 */
export function softmaxLoss(
  memory: Matrices,
  given: Matrix,
  { targets, from, to, weight }: SoftmaxTargets & { readonly weight: number },
): { readonly loss: number; readonly gradient: Matrix } {
  const { rows, columns, stride } = given;
  const gradient = memory.zeros(given);
  const { values: powers, exp } = memory.exponentials(rows * columns);
  const [logits, slopes] = [memory.view(given), memory.view(gradient)];
  const largest = new Float32Array(rows);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const [first, end] = [row * stride + (from?.[row] ?? 0), row * stride + (to?.[row] ?? columns)];
    let most = -Infinity;
    for (let i = first; i < end; i++) most = Math.max(most, logits[i] as number);
    for (let i = first; i < end; i++) powers[at++] = (logits[i] as number) - most;
    largest[row] = most;
  }
  powers.fill(0, at);
  exp();
  let loss = 0;
  at = 0;
  for (let row = 0; row < rows; row++) {
    const [first, end] = [row * stride + (from?.[row] ?? 0), row * stride + (to?.[row] ?? columns)];
    let sum = 0;
    for (let i = at; i < at + end - first; i++) sum += powers[i] as number;
    const scale = weight / sum;
    for (let i = first; i < end; i++) slopes[i] = (powers[at++] as number) * scale;
    const target = row * stride + (targets[row] as number);
    slopes[target] = (slopes[target] as number) - weight;
    loss += weight * (Math.log(sum) + (largest[row] as number) - (logits[target] as number));
  }
  return { loss, gradient };
}
