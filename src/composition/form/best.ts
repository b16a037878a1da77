/** The candidate with the highest score, of equals the first; undefined if there is none. */
export function best<T>(candidates: readonly T[], score: (candidate: T) => number): T | undefined {
  let found: { candidate: T; score: number } | undefined;
  for (const candidate of candidates) {
    const own = score(candidate);
    if (found === undefined || own > found.score) found = { candidate, score: own };
  }
  return found?.candidate;
}
