import { groupBy } from '../math/groupBy.js';
import { countValues } from './countValues.js';
import { chordOf, type PackedRecording, type RecordedEvents } from './recordedEvents.js';
import {
  MOST_STEPS,
  MOST_SYMBOLS,
  MOST_TICKS,
  VELOCITY_BIN,
  type Vocabulary,
} from './vocabulary.js';

/** A lone event has no next one: it is given a whole note of four quarters. */
const LONE_INTER_ONSET = 48;

/** Neighbouring bins differ by 19 %, about what an ear tells apart. */
const DURATION_BINS_AN_OCTAVE = 4;

/** Nine bins hold the 41 microtimings from −20 to 20 ticks. */
const MICROTIMING_BIN_TICKS = 5;

/**
 * Gathers the vocabulary of an object's recordings.
 *
 * What there is no room for are the rarest values, counted by the recordings' shares: of a hundred each has a
 * say, however short it is beside the others.
 *
 * @param recorded at least one recording, each with at least one event
 */
export function buildVocabulary(recorded: RecordedEvents): Vocabulary {
  const { recordings, barSteps } = recorded;
  const count = (valuesOf: (recording: PackedRecording) => ArrayLike<number>) =>
    countValues(recordings, valuesOf);
  const pitches = recorded.chords.flat();
  const interOnsets = count(interOnsetsOf);
  return {
    pitch: [...new Set(pitches)].sort((a, b) => a - b),
    interOnset: commonest(
      interOnsets.size > 0 ? interOnsets : new Map([[LONE_INTER_ONSET, 1]]),
      MOST_SYMBOLS.interOnset,
    ),
    metricalPosition: commonest(
      count(({ step }) => step.map((at) => at % barSteps)),
      MOST_SYMBOLS.metricalPosition,
    ),
    duration: binMedians(
      count(({ durationTicks }) => durationTicks.map((ticks) => Math.min(MOST_TICKS, ticks))),
      {
        binOf: (ticks) => Math.round(Math.log2(ticks) * DURATION_BINS_AN_OCTAVE),
        most: MOST_SYMBOLS.duration,
      },
    ),
    velocity: binMedians(
      count(({ velocity }) => velocity),
      { binOf: (velocity) => Math.round(velocity / VELOCITY_BIN), most: MOST_SYMBOLS.velocity },
    ),
    microtiming: binMedians(
      count(({ microtimingTicks }) => microtimingTicks),
      {
        binOf: (ticks) => Math.round(ticks / MICROTIMING_BIN_TICKS),
        most: MOST_SYMBOLS.microtiming,
      },
    ),
    noteVelocity: binMedians(
      count((recording) => ofChords(recorded, { recording, field: 'noteVelocity' })),
      { binOf: (velocity) => Math.round(velocity / VELOCITY_BIN), most: MOST_SYMBOLS.noteVelocity },
    ),
    noteDuration: commonest(
      count((recording) => ofChords(recorded, { recording, field: 'noteDuration' })),
      MOST_SYMBOLS.noteDuration,
    ),
  };
}

/**
 * What the vocabulary had no room for, a line each; none for most objects.
 *
 * @example roomNotes(recorded, vocabulary) // ['12 rare distances between onsets of 60 are played as their nearest']
 */
export function roomNotes({ recordings }: RecordedEvents, vocabulary: Vocabulary): string[] {
  const all = new Set(recordings.flatMap((each) => [...new Set(interOnsetsOf(each))])).size;
  const missing = all - vocabulary.interOnset.length;
  if (missing <= 0) return [];
  return [`${missing} rare distances between onsets of ${all} are played as their nearest`];
}

/** Grid steps from each event to the next, one fewer than there are events. */
function interOnsetsOf({ step }: PackedRecording): Uint32Array {
  return step.subarray(1).map((next, i) => Math.min(MOST_STEPS, next - (step[i] as number)));
}

/** A field of the notes of all chords; a single note has none of its own. */
function ofChords(
  recorded: RecordedEvents,
  { recording, field }: { recording: PackedRecording; field: 'noteVelocity' | 'noteDuration' },
): number[] {
  const values: number[] = [];
  for (let i = 0; i < recording.chord.length; i++) {
    const notes = chordOf(recorded, recording, i).length;
    const first = recording.firstNote[i] as number;
    if (notes > 1) values.push(...recording[field].subarray(first, first + notes));
  }
  return values;
}

/** The values that count most, in rising order; 0 alone where there are none. */
function commonest(counts: ReadonlyMap<number, number>, most: number): number[] {
  if (counts.size === 0) return [0];
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([value]) => value)
    .sort((a, b) => a - b);
}

/** Median of each bin that holds a value, for the fullest bins, in rising order; 0 alone where there are none. */
function binMedians(
  counts: ReadonlyMap<number, number>,
  { binOf, most }: { binOf: (value: number) => number; most: number },
): number[] {
  if (counts.size === 0) return [0];
  return [...groupBy(counts, ([value]) => binOf(value)).values()]
    .map((bin) => ({ bin, count: bin.reduce((sum, [, count]) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ bin, count }) => weightedMedian(bin, count))
    .sort((a, b) => a - b);
}

/** The value below and above which lie half of the counts. */
function weightedMedian(
  counted: readonly (readonly [value: number, count: number])[],
  total: number,
): number {
  const rising = [...counted].sort((a, b) => a[0] - b[0]);
  let below = 0;
  const middle = rising.find(([, count]) => {
    below += count;
    return below > total / 2;
  });
  return (middle ?? (rising.at(-1) as readonly [number, number]))[0];
}
