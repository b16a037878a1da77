/** The logarithm of the sum of the exponentials of some numbers, those from `from` to before `to`; −∞ for none. */
export function logSumExp(logits: Float32Array, from = 0, to = logits.length): number {
  let most = -Infinity;
  for (let i = from; i < to; i++) most = Math.max(most, logits[i] as number);
  if (most === -Infinity) return most;
  let sum = 0;
  for (let i = from; i < to; i++) sum += Math.exp((logits[i] as number) - most);
  return most + Math.log(sum);
}
