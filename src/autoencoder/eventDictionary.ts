import type { MusicalEvent } from './events.js';

/**
 * What an object's events are made of: every field of an event is a symbol, the index of one of
 * these values. Lists are sorted (chords by how often they were played) and never empty.
 */
export interface EventDictionary {
  /** Pitches of a chord, low to high; at most 256 chords. */
  readonly chord: readonly (readonly number[])[];
  /** Whole grid steps to the next event, 0 or more. */
  readonly distance: readonly number[];
  /** Ticks. */
  readonly duration: readonly number[];
  /** 1–127. */
  readonly velocity: readonly number[];
  /** Ticks from the grid, −20 to 20. */
  readonly nudge: readonly number[];
}

/** The fields of an event, in the order in which windows and tensors hold them. */
export const EVENT_FIELDS = ['chord', 'distance', 'duration', 'velocity', 'nudge'] as const;

/** An event as symbols: one index a field, in the order of `EVENT_FIELDS`. */
export type EventSymbols = readonly number[];

/** Most symbols that a field may have; bounds the decoder's size (500 KB an object). */
export const MOST_SYMBOLS = { chord: 256, distance: 48, duration: 32, velocity: 24, nudge: 9 };

/**
 * Gathers the dictionary of an object's recordings, each given as its events.
 *
 * @param recordings at least one, each with at least one event
 */
export function buildDictionary(recordings: readonly (readonly MusicalEvent[])[]): EventDictionary {
  const events = recordings.flat();
  const distances = recordings.flatMap((recording) =>
    recording
      .slice(1)
      .map((event, i) => Math.min(MOST_STEPS, event.step - (recording[i] as MusicalEvent).step)),
  );
  return {
    chord: mostPlayed(events.map((event) => event.pitches.join(' ')))
      .slice(0, MOST_SYMBOLS.chord)
      .map((key) => key.split(' ').map(Number)),
    distance: mostPlayed(distances.length > 0 ? distances : [SINGLE_EVENT_DISTANCE])
      .slice(0, MOST_SYMBOLS.distance)
      .sort((a, b) => a - b),
    duration: binCentres(
      events.map((event) => Math.min(MOST_TICKS, event.durationTicks)),
      {
        // A quarter of an octave: neighbouring bins differ by 19 %, about what an ear tells apart.
        binOf: (ticks) => Math.round(Math.log2(ticks) * 4),
        most: MOST_SYMBOLS.duration,
      },
    ),
    velocity: binCentres(
      events.map((event) => event.velocity),
      {
        binOf: (velocity) => Math.round(velocity / 6),
        most: MOST_SYMBOLS.velocity,
      },
    ),
    nudge: binCentres(
      events.map((event) => event.nudgeTicks),
      {
        binOf: (ticks) => Math.round(ticks / 5),
        most: MOST_SYMBOLS.nudge,
      },
    ),
  };
}

/** A longer silence than eight bars is no part of a phrase: whoever left the recorder running made it. */
export const MOST_STEPS = 384;

/** Sixteen bars, likewise, for a key or pedal that nobody let go. */
export const MOST_TICKS = 30_720;

/** A lone event has no next one: it is given a whole note of four quarters. */
const SINGLE_EVENT_DISTANCE = 48;

/**
 * The symbols of one recording's events. What the dictionary does not hold becomes the nearest it
 * holds: for chords the one that shares most pitches.
 *
 * @returns one row of symbols an event; the last event's distance is that of the event before it
 */
export function eventsToSymbols(
  events: readonly MusicalEvent[],
  dictionary: EventDictionary,
): EventSymbols[] {
  const chordIndex = new Map(dictionary.chord.map((pitches, i) => [pitches.join(' '), i]));
  let distance = dictionary.distance.at(-1) as number;
  return events.map((event, i) => {
    const next = events[i + 1];
    if (next) distance = next.step - event.step;
    return [
      chordIndex.get(event.pitches.join(' ')) ?? nearestChord(event.pitches, dictionary.chord),
      nearestValue(distance, dictionary.distance),
      nearestValue(event.durationTicks, dictionary.duration),
      nearestValue(event.velocity, dictionary.velocity),
      nearestValue(event.nudgeTicks, dictionary.nudge),
    ];
  });
}

/**
 * As `eventsToSymbols`, with −1 for a chord or distance that the dictionary does not hold. Durations,
 * velocities and nudges are bins, so that the nearest is the right one.
 */
export function knownSymbols(
  events: readonly MusicalEvent[],
  dictionary: EventDictionary,
): EventSymbols[] {
  const chords = new Set(dictionary.chord.map((pitches) => pitches.join(' ')));
  const distances = new Set(dictionary.distance);
  return eventsToSymbols(events, dictionary).map((symbols, i) => {
    const [chord, distance, ...manner] = symbols as [number, number, ...number[]];
    const here = events[i] as MusicalEvent;
    const next = events[i + 1];
    return [
      chords.has(here.pitches.join(' ')) ? chord : -1,
      next === undefined || distances.has(next.step - here.step) ? distance : -1,
      ...manner,
    ];
  });
}

/** The event that a row of symbols stands for: its distance to the next one instead of a position. */
export function symbolsToEvent(
  symbols: EventSymbols,
  dictionary: EventDictionary,
): Omit<MusicalEvent, 'step'> & { readonly distance: number } {
  const [chord, distance, duration, velocity, nudge] = symbols as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    pitches: dictionary.chord[chord] as readonly number[],
    distance: dictionary.distance[distance] as number,
    durationTicks: dictionary.duration[duration] as number,
    velocity: dictionary.velocity[velocity] as number,
    nudgeTicks: dictionary.nudge[nudge] as number,
  };
}

/** How many symbols each field has, in the order of `EVENT_FIELDS`. */
export function symbolCounts(dictionary: EventDictionary): number[] {
  return EVENT_FIELDS.map((field) => dictionary[field].length);
}

/** Distinct values, most frequent first; equally frequent ones in order of first appearance. */
function mostPlayed<T>(values: readonly T[]): T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** Median of each bin that holds a value, for the fullest bins, in rising order. */
function binCentres(
  values: readonly number[],
  { binOf, most }: { binOf: (value: number) => number; most: number },
): number[] {
  const bins = new Map<number, number[]>();
  for (const value of values) {
    const bin = bins.get(binOf(value));
    if (bin) bin.push(value);
    else bins.set(binOf(value), [value]);
  }
  return [...bins.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, most)
    .map((bin) => bin.sort((a, b) => a - b)[Math.floor(bin.length / 2)] as number)
    .sort((a, b) => a - b);
}

function nearestValue(value: number, values: readonly number[]): number {
  let nearest = 0;
  for (let i = 1; i < values.length; i++) {
    const closer = Math.abs((values[i] as number) - value);
    if (closer < Math.abs((values[nearest] as number) - value)) nearest = i;
  }
  return nearest;
}

/** The chord with the highest Jaccard similarity of pitches; ties go to the lower mean pitch gap. */
function nearestChord(pitches: readonly number[], chords: readonly (readonly number[])[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const closeness = chords.map((chord) => {
    const shared = chord.filter((pitch) => pitches.includes(pitch)).length;
    const similarity = shared / (chord.length + pitches.length - shared);
    // A gap of an octave weighs less than any shared pitch.
    return similarity - Math.abs(mean(chord) - mean(pitches)) / 10_000;
  });
  return closeness.indexOf(Math.max(...closeness));
}
