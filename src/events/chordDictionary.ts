import { chordKey } from './chordKey.js';
import { countValues } from './countValues.js';
import { UNKNOWN } from './eventSymbols.js';
import { nearestChord } from './nearestChord.js';
import type { RecordedEvents } from './recordedEvents.js';

/** Most chords that kind `seed` tells apart: the article's network has an output for each, at each place. */
export const MOST_CHORDS = 256;

/** Chords by how often they were played, most first: each is a symbol, its index. */
export type ChordDictionary = readonly (readonly number[])[];

/**
 * The chords of recordings; what there is no room for are the rarest, counted by the recordings' shares.
 *
 * @param recorded at least one recording, each with at least one event
 */
export function buildChordDictionary({ chords, recordings }: RecordedEvents): ChordDictionary {
  const counts = countValues(recordings, ({ chord }) => chord);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_CHORDS)
    .map(([chord]) => chords[chord] as readonly number[]);
}

/**
 * The symbol of each of the recorded chords.
 *
 * @param options.exact takes no chord for the one that shares most pitches: it is `UNKNOWN`
 */
export function chordSymbols(
  chords: RecordedEvents['chords'],
  { dictionary, exact = false }: { readonly dictionary: ChordDictionary; readonly exact?: boolean },
): number[] {
  const known = new Map(dictionary.map((pitches, i) => [chordKey(pitches), i]));
  return chords.map((pitches) => {
    const symbol = known.get(chordKey(pitches));
    return symbol ?? (exact ? UNKNOWN : nearestChord(pitches, dictionary));
  });
}
