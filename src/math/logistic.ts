/** A probability of its log-odds. @example logistic(0) // 0.5 */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
