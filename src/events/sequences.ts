import { longestThatFits } from '../math/longestThatFits.js';
import type { PackedRecording, RecordedEvents } from './recordedEvents.js';
import { MOST_STEPS } from './vocabulary.js';

/**
 * What a decoder keeps of its recordings: which chord followed which, and when. It learns nothing from them; they tell how
 * long the music goes on as a recording does.
 */
export interface KeptSequences {
  /** Every chord of the recordings, once, those of the sequences first: pitches low to high. */
  readonly chords: readonly (readonly number[])[];
  /** One sequence a recording, in order of playing. */
  readonly events: readonly (readonly KeptEvent[])[];
}

/** Index of its chord, and grid steps to the next event. */
export type KeptEvent = readonly [chord: number, interOnset: number];

/** Events that a decoder keeps at most, of all recordings together: about 100 KB of decoder.json. */
export const MOST_KEPT = 10_000;

/** However many recordings there are, this much of each is worth keeping: two windows. */
const FEWEST_OF_EACH = 32;

/**
 * One sequence a recording, each from its beginning; of very many recordings as many as there is room for, evenly spread
 * over the list.
 */
export function keepSequences({ chords, recordings }: RecordedEvents): KeptSequences {
  const kept = keptRecordings(recordings.length).map((i) => recordings[i] as PackedRecording);
  const most = longestThatFits(
    kept.map(({ chord }) => chord.length),
    MOST_KEPT,
  );
  const places = new Map<number, number>();
  const placeOf = (chord: number): number => {
    const place = places.get(chord) ?? places.size;
    places.set(chord, place);
    return place;
  };
  const events = kept.map(({ chord, step }) =>
    Array.from(
      chord.subarray(0, most),
      (each, i): KeptEvent => [placeOf(each), interOnsetAt(step, i)],
    ),
  );
  // Sequences may be cut; what is played may stand behind the cut.
  for (const chord of chords.keys()) placeOf(chord);
  const all = [...places.keys()].slice(0, MOST_KEPT);
  return { chords: all.map((chord) => chords[chord] as readonly number[]), events };
}

/** Which of so many recordings have a sequence: their places from 0, in the order of the sequences. */
export function keptRecordings(count: number): number[] {
  const room = Math.floor(MOST_KEPT / FEWEST_OF_EACH);
  const every = Math.max(1, count / room);
  return Array.from({ length: count }, (_, i) => i).filter(
    (i) => Math.floor(i / every) !== Math.floor((i - 1) / every),
  );
}

/** Grid steps to the next event; of the last one 0. */
function interOnsetAt(step: Uint32Array, i: number): number {
  const next = step[i + 1];
  return next === undefined ? 0 : Math.min(MOST_STEPS, next - (step[i] as number));
}
