import type { EventSymbols } from './eventDictionary.js';

/** What may follow a chord: a distance and the next chord, both as symbols. */
export type Succession = readonly [distance: number, chord: number];

/** For each chord of the dictionary, every succession that its recordings hold, each once, in order. */
export type Successions = readonly (readonly Succession[])[];

/** A month of recordings may hold more; the most played ones are kept, a decoder stays small. */
export const MOST_SUCCESSIONS = 6_000;

/**
 * Gathers which chord follows which at what distance.
 *
 * A window's positions are decoded side by side, so that between two recordings each may be likely and
 * their sequence played by nobody: without successions, 44 % of the steps (chord, distance, next chord)
 * that five starter objects drew stood in their recordings; of a recording left out, 88 % stand in the others.
 *
 * @param recordings each as rows of symbols, in order of playing
 * @param chords how many chords the dictionary has
 */
export function gatherSuccessions(
  recordings: readonly (readonly EventSymbols[])[],
  chords: number,
): Successions {
  const counts = new Map<string, number>();
  for (const rows of recordings) {
    for (let i = 1; i < rows.length; i++) {
      const [chord, distance] = rows[i - 1] as EventSymbols;
      const key = [chord, distance, rows[i]?.[0]].join(' ');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const kept = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_SUCCESSIONS);
  const successions = Array.from({ length: chords }, (): Succession[] => []);
  for (const [key] of kept) {
    const [chord, distance, next] = key.split(' ').map(Number) as [number, number, number];
    successions[chord]?.push([distance, next]);
  }
  return successions.map((list) => list.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
}
