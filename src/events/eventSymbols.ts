import type { PackedRecording, RecordedEvents } from './recordedEvents.js';
import { MOST_STEPS, NOTE_FIELDS, type Vocabulary } from './vocabulary.js';

/** What stands for a value that the vocabulary does not hold, where that is asked for. */
export const UNKNOWN = -1;

/** Recordings' events as symbols, laid end to end. */
export interface EventSymbols {
  /** Every chord as symbols of its pitches, rising. */
  readonly chords: readonly Int16Array[];
  /** For each event which of the chords it is. */
  readonly chord: Uint32Array;
  readonly interOnset: Int16Array;
  readonly metricalPosition: Int16Array;
  readonly duration: Int16Array;
  readonly velocity: Int16Array;
  readonly microtiming: Int16Array;
  /** Where each event's notes begin in the two lists of notes; they are as many as its chord has pitches. */
  readonly firstNote: Uint32Array;
  readonly noteVelocity: Int16Array;
  readonly noteDuration: Int16Array;
}

/**
 * The symbols of every recording's events, some 20 bytes an event.
 *
 * A pitch or any other value that the vocabulary does not hold is taken for the nearest. The last event's interval to the
 * next one is that of the event before it; a lone event's is the longest of the vocabulary.
 *
 * @param options.fewest events of a recording: a shorter one is repeated
 * @param options.exact takes no pitch, inter-onset interval or metrical position for another: they are `UNKNOWN`.
 *   Durations, velocities and microtimings are bins, so that the nearest is the right one
 */
export function toSymbols(
  recorded: RecordedEvents,
  options: { readonly vocabulary: Vocabulary; readonly fewest?: number; readonly exact?: boolean },
): EventSymbols {
  const { chords, recordings, barSteps } = recorded;
  const { vocabulary, fewest = 1, exact = false } = options;
  const lengths = recordings.map(({ step }) => Math.max(fewest, step.length));
  const pitch = symbolFinder(vocabulary.pitch, { exact });
  const interOnset = symbolFinder(vocabulary.interOnset, { exact });
  const position = symbolFinder(vocabulary.metricalPosition, { exact });
  const duration = symbolFinder(vocabulary.duration);
  const velocity = symbolFinder(vocabulary.velocity);
  const microtiming = symbolFinder(vocabulary.microtiming);
  const all = (symbolAt: (recording: PackedRecording, event: number) => number) => {
    const symbols = new Int16Array(sum(lengths));
    let at = 0;
    for (const [r, recording] of recordings.entries()) {
      for (let i = 0; i < (lengths[r] as number); i++) {
        symbols[at++] = symbolAt(recording, i % recording.step.length);
      }
    }
    return symbols;
  };
  return {
    chords: chords.map((pitches) => Int16Array.from(pitches, pitch)),
    interOnset: all(({ step }, i) => {
      const last = Math.min(i, step.length - 2);
      return last < 0
        ? vocabulary.interOnset.length - 1
        : interOnset(Math.min(MOST_STEPS, (step[last + 1] as number) - (step[last] as number)));
    }),
    metricalPosition: all(({ step }, i) => position((step[i] as number) % barSteps)),
    duration: all(({ durationTicks }, i) => duration(durationTicks[i] as number)),
    velocity: all((recording, i) => velocity(recording.velocity[i] as number)),
    microtiming: all(({ microtimingTicks }, i) => microtiming(microtimingTicks[i] as number)),
    ...noteSymbols(recorded, { vocabulary, lengths }),
  };
}

/** Which chord each event is, and the symbols of its notes. @param options.lengths events of each recording, repeated where it has fewer */
function noteSymbols(
  { chords, recordings }: RecordedEvents,
  { vocabulary, lengths }: { vocabulary: Vocabulary; lengths: readonly number[] },
): Pick<EventSymbols, 'chord' | 'firstNote' | (typeof NOTE_FIELDS)[number]> {
  const chord = new Uint32Array(sum(lengths));
  const firstNote = new Uint32Array(chord.length);
  const symbolOf = {
    noteVelocity: symbolFinder(vocabulary.noteVelocity),
    noteDuration: symbolFinder(vocabulary.noteDuration),
  };
  const notes: Record<(typeof NOTE_FIELDS)[number], number[]> = {
    noteVelocity: [],
    noteDuration: [],
  };
  let at = 0;
  for (const [r, recording] of recordings.entries()) {
    for (let n = 0; n < (lengths[r] as number); n++) {
      const i = n % recording.step.length;
      const place = recording.chord[i] as number;
      const first = recording.firstNote[i] as number;
      chord[at] = place;
      firstNote[at++] = notes.noteVelocity.length;
      for (const field of NOTE_FIELDS) {
        for (let note = 0; note < (chords[place] as readonly number[]).length; note++) {
          notes[field].push(symbolOf[field](recording[field][first + note] as number));
        }
      }
    }
  }
  return {
    chord,
    firstNote,
    noteVelocity: Int16Array.from(notes.noteVelocity),
    noteDuration: Int16Array.from(notes.noteDuration),
  };
}

/** Value → symbol: that of the nearest of some values; where it is `exact`, `UNKNOWN` for a value that is none of them. */
function symbolFinder(
  values: readonly number[],
  { exact = false }: { readonly exact?: boolean } = {},
): (value: number) => number {
  const known = new Map<number, number>();
  return (value) => {
    const symbol = known.get(value) ?? nearest(value, values);
    known.set(value, symbol);
    return exact && values[symbol] !== value ? UNKNOWN : symbol;
  };
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((all, length) => all + length, 0);
}

/** The index of the value that comes nearest; of several the first. */
export function nearest(value: number, values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    const closer = Math.abs((values[i] as number) - value);
    if (closer < Math.abs((values[best] as number) - value)) best = i;
  }
  return best;
}
