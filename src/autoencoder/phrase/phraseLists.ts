import { MOST_CHORDS } from '../../events/chordDictionary.js';
import { STEP_TICKS, stepsPerBar } from '../../events/events.js';
import { type KeptEvent, type KeptSequences, MOST_KEPT } from '../../events/sequences.js';
import {
  FIELDS,
  type Field,
  MOST_QUARTER_OCTAVES,
  MOST_STEPS,
  MOST_SYMBOLS,
  MOST_TICKS,
  type Vocabulary,
} from '../../events/vocabulary.js';
import type { TimeSignature } from '../../music/time.js';
import {
  filled,
  type Json,
  list,
  number,
  type Range,
  record,
  show,
  unlike,
} from '../jsonFields.js';

/**
 * The vocabulary and the kept sequences that decoder.json holds for kind `phrase`, checked.
 *
 * @throws MirrorError `input` naming the first field that is not what it should be
 */
export function phraseLists({ vocabulary, sequences }: Json, timeSignature: TimeSignature) {
  return {
    vocabulary: checkVocabulary(vocabulary, timeSignature),
    sequences: checkSequences(sequences),
  };
}

function checkVocabulary(value: unknown, timeSignature: TimeSignature): Vocabulary {
  const vocabulary = record(value, 'vocabulary');
  const ranges: Record<Field, Range> = {
    pitch: PITCH_RANGE,
    interOnset: { least: 0, most: MOST_STEPS, whole: true },
    metricalPosition: { least: 0, most: stepsPerBar(timeSignature) - 1, whole: true },
    duration: { least: 1, most: MOST_TICKS, whole: true },
    velocity: { least: 1, most: 127, whole: true },
    microtiming: { least: -STEP_TICKS, most: STEP_TICKS, whole: true },
    noteVelocity: { least: -126, most: 126, whole: true },
    noteDuration: { least: -MOST_QUARTER_OCTAVES, most: MOST_QUARTER_OCTAVES, whole: true },
  };
  const fields = FIELDS.map((field) => {
    const name = `vocabulary.${field}`;
    const values = filled(list(vocabulary[field], name, MOST_SYMBOLS[field]), name).map((item) =>
      number(item, name, ranges[field]),
    );
    return [field, rising(values, name)] as const;
  });
  return Object.fromEntries(fields) as Record<Field, number[]>;
}

function checkSequences(value: unknown): KeptSequences {
  const { chords, events } = record(value, 'sequences');
  const known = list(chords, 'sequences.chords', MOST_KEPT).map((item) =>
    chord(item, 'sequences.chords'),
  );
  const index = { least: 0, most: known.length - 1, whole: true };
  const steps = { least: 0, most: MOST_STEPS, whole: true };
  let left = MOST_KEPT;
  const sequences = list(events, 'sequences.events', MOST_KEPT).map((sequence) => {
    const kept = list(sequence, 'sequences.events', left);
    left -= kept.length;
    return kept.map((event): KeptEvent => {
      const [place, interOnset] = list(event, 'sequences.events', 2);
      return [
        number(place, 'sequences.events', index),
        number(interOnset, 'sequences.events', steps),
      ];
    });
  });
  return { chords: known, events: sequences };
}

const PITCH_RANGE = { least: 0, most: 127, whole: true };
/** A pianist has ten fingers; a hostile file may ask for any number of notes. */
const MOST_PITCHES = 128;

/** The chords of kind `seed`, at least one. */
export function chordList(value: unknown, name: string): number[][] {
  return filled(list(value, name, MOST_CHORDS), name).map((item) => chord(item, name));
}

function chord(value: unknown, name: string): number[] {
  const pitches = filled(list(value, name, MOST_PITCHES), name).map((item) =>
    number(item, name, PITCH_RANGE),
  );
  return rising(pitches, name);
}

function rising(values: number[], name: string): number[] {
  const isRising = values.every((value, i) => i === 0 || value > (values[i - 1] as number));
  if (isRising) return values;
  throw unlike(`rising values in «${name}»`, show(values));
}
