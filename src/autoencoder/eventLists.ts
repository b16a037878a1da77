import type { TimeSignature } from '../music/time.js';
import {
  EVENT_FIELDS,
  type EventDictionary,
  MOST_STEPS,
  MOST_SYMBOLS,
  MOST_TICKS,
} from './eventDictionary.js';
import { DURATION_RATIOS, STEP_TICKS, stepsPerBar, type Voicing } from './events.js';
import { filled, type Json, list, number, type Range, record, show, unlike } from './jsonFields.js';
import { type EventSequence, MOST_REMEMBERED } from './sequences.js';

/**
 * The dictionary and the remembered sequences that decoder.json holds for kind `phrase`, checked.
 *
 * @throws MirrorError `input` naming the first field that is not what it should be
 */
export function eventLists({ dictionary, sequences }: Json, timeSignature: TimeSignature) {
  const checked = eventDictionary(dictionary, timeSignature);
  return { dictionary: checked, sequences: eventSequences(sequences, checked) };
}

function eventSequences(value: unknown, dictionary: EventDictionary): EventSequence[] {
  const symbol = (field: 'chord' | 'distance' | 'place', item: unknown) =>
    number(item, 'sequences', { least: 0, most: dictionary[field].length - 1, whole: true });
  let left = MOST_REMEMBERED;
  return list(value, 'sequences', MOST_REMEMBERED).map((sequence) => {
    const events = list(sequence, 'sequences', left);
    left -= events.length;
    return events.map((event) => {
      const [chord, distance, place] = list(event, 'sequences', 3);
      return [
        symbol('chord', chord),
        symbol('distance', distance),
        symbol('place', place),
      ] as const;
    });
  });
}

function eventDictionary(value: unknown, timeSignature: TimeSignature): EventDictionary {
  const dictionary = record(value, 'dictionary');
  const bounds = {
    distance: { least: 0, most: MOST_STEPS, whole: true },
    duration: { least: 1, most: MOST_TICKS, whole: true },
    velocity: { least: 1, most: 127, whole: true },
    nudge: { least: -STEP_TICKS, most: STEP_TICKS, whole: true },
    place: { least: 0, most: stepsPerBar(timeSignature) - 1, whole: true },
  };
  const values = (field: keyof typeof bounds) => {
    const name = `dictionary.${field}`;
    return filled(list(dictionary[field], name, MOST_SYMBOLS[field]), name).map((item) =>
      number(item, name, bounds[field]),
    );
  };
  const chord = chordList(dictionary.chord, 'dictionary.chord');
  const fields = EVENT_FIELDS.map((field) => [field, field === 'chord' ? chord : values(field)]);
  return { ...Object.fromEntries(fields), voicing: voicingList(dictionary.voicing, chord) };
}

function voicingList(value: unknown, chords: readonly (readonly number[])[]): Voicing[] {
  const name = 'dictionary.voicing';
  const voicings = list(value, name, chords.length);
  const onePerPitch = (item: unknown, pitches: number, range: Range) => {
    const values = list(item, name, pitches);
    if (values.length !== pitches) throw unlike(`${pitches} values in «${name}»`, show(item));
    return values.map((each) => number(each, name, range));
  };
  return chords.map(({ length }, i) => {
    const { velocity, duration } = record(voicings[i], name);
    return {
      velocity: onePerPitch(velocity, length, { least: -126, most: 126, whole: true }),
      duration: onePerPitch(duration, length, DURATION_RATIOS),
    };
  });
}

/** Chords, each as its pitches; at least one of at least one pitch. */
export function chordList(value: unknown, name: string): number[][] {
  return filled(list(value, name, MOST_SYMBOLS.chord), name).map((chord) =>
    filled(list(chord, name, 128), name).map((pitch) =>
      number(pitch, name, { least: 0, most: 127, whole: true }),
    ),
  );
}
