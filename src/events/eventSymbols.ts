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
  { chords, recordings, barSteps }: RecordedEvents,
  options: { readonly vocabulary: Vocabulary; readonly fewest?: number; readonly exact?: boolean },
): EventSymbols {
  const { vocabulary, fewest = 1, exact = false } = options;
  const symbolOf = (field: keyof Vocabulary) => {
    const known = new Map<number, number>();
    return (value: number): number => {
      const symbol = known.get(value) ?? nearest(value, vocabulary[field]);
      known.set(value, symbol);
      return symbol;
    };
  };
  const exactly = (field: keyof Vocabulary) => {
    const symbol = symbolOf(field);
    return (value: number): number => {
      const found = symbol(value);
      return exact && vocabulary[field][found] !== value ? UNKNOWN : found;
    };
  };
  const lengths = recordings.map(({ step }) => Math.max(fewest, step.length));
  const events = lengths.reduce((sum, length) => sum + length, 0);
  const all = (symbolAt: (recording: PackedRecording, event: number) => number) => {
    const values = new Int16Array(events);
    let at = 0;
    for (const [r, recording] of recordings.entries()) {
      for (let i = 0; i < (lengths[r] as number); i++) {
        values[at++] = symbolAt(recording, i % recording.step.length);
      }
    }
    return values;
  };
  const [pitch, interOnset] = [exactly('pitch'), exactly('interOnset')];
  const position = exactly('metricalPosition');
  const [duration, velocity] = [symbolOf('duration'), symbolOf('velocity')];
  const microtiming = symbolOf('microtiming');
  const chord = new Uint32Array(events);
  const firstNote = new Uint32Array(events);
  const notes: Record<(typeof NOTE_FIELDS)[number], number[]> = {
    noteVelocity: [],
    noteDuration: [],
  };
  const noteSymbols = {
    noteVelocity: symbolOf('noteVelocity'),
    noteDuration: symbolOf('noteDuration'),
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
          notes[field].push(noteSymbols[field](recording[field][first + note] as number));
        }
      }
    }
  }
  return {
    chords: chords.map((pitches) => Int16Array.from(pitches, pitch)),
    chord,
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
    firstNote,
    noteVelocity: Int16Array.from(notes.noteVelocity),
    noteDuration: Int16Array.from(notes.noteDuration),
  };
}

/** The index of the value that comes nearest. */
export function nearest(value: number, values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    const closer = Math.abs((values[i] as number) - value);
    if (closer < Math.abs((values[best] as number) - value)) best = i;
  }
  return best;
}
