import { EVENT_FIELDS, type EventSymbols } from './eventDictionary.js';

/** A recording's events in order of playing. */
export type EventSequence = readonly RememberedEvent[];

/** Chord, distance to the next event, and place in the bar, as symbols. */
export type RememberedEvent = readonly [chord: number, distance: number, place: number];

/** A recording's events as rows of symbols: an array, or whatever gives the first of them when it is asked. */
export type SymbolRows = Pick<readonly EventSymbols[], 'length' | 'slice'>;

const CHORD = EVENT_FIELDS.indexOf('chord');
const DISTANCE = EVENT_FIELDS.indexOf('distance');
const PLACE = EVENT_FIELDS.indexOf('place');

/** Events that a decoder remembers at most, of all recordings together: about 100 KB of decoder.json. */
export const MOST_REMEMBERED = 10_000;

/** However many recordings there are, this much of each is worth remembering: two windows. */
const FEWEST_OF_EACH = 32;

/**
 * What a decoder remembers of its recordings: which chord followed which, and when.
 *
 * A window's positions are decoded side by side, so that between two recordings each may be likely and
 * their sequence played by nobody: without this memory, 44 % of the steps (chord, distance, next chord)
 * that five starter objects drew stood in their recordings; of a recording left out, 88 % stand in the others.
 *
 * @param recordings each as rows of symbols, in order of playing
 * @returns one sequence a recording, each from its beginning; of very many recordings as many as there is room
 *   for, evenly spread over the list
 */
export function rememberSequences(recordings: readonly SymbolRows[]): EventSequence[] {
  const kept = rememberedRecordings(recordings.length).map((i) => recordings[i] as SymbolRows);
  const most = longestThatFits(kept.map((rows) => rows.length));
  return kept.map((rows) =>
    rows
      .slice(0, most)
      .map((symbols) => [
        symbols[CHORD] as number,
        symbols[DISTANCE] as number,
        symbols[PLACE] as number,
      ]),
  );
}

/** Which of so many recordings have a sequence: their places from 0, in the order of the sequences. */
export function rememberedRecordings(count: number): number[] {
  const room = Math.floor(MOST_REMEMBERED / FEWEST_OF_EACH);
  const every = Math.max(1, count / room);
  return Array.from({ length: count }, (_, i) => i).filter(
    (i) => Math.floor(i / every) !== Math.floor((i - 1) / every),
  );
}

/** The length to cut sequences at so that all of them fit; shorter ones leave their room to the others. */
function longestThatFits(lengths: readonly number[]): number {
  let left = MOST_REMEMBERED;
  const rising = [...lengths].sort((a, b) => a - b);
  for (const [i, length] of rising.entries()) {
    const fair = Math.floor(left / (rising.length - i));
    if (length > fair) return fair;
    left -= length;
  }
  return Math.max(1, ...lengths);
}
