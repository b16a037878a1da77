import type { MusicalEvent, Voicing } from './events.js';

/**
 * What an object's events are made of: every field of an event is a symbol, the index of one of
 * these values. Lists are sorted (chords by how often they were played) and never empty.
 */
export interface EventDictionary {
  /** Pitches of a chord, low to high; at most 256 chords. */
  readonly chord: readonly (readonly number[])[];
  /** How the notes of each chord are struck, in the order of `chord`. */
  readonly voicing: readonly Voicing[];
  /** Whole grid steps to the next event, 0 or more. */
  readonly distance: readonly number[];
  /** Ticks. */
  readonly duration: readonly number[];
  /** 1–127. */
  readonly velocity: readonly number[];
  /** Ticks from the grid, −20 to 20. */
  readonly nudge: readonly number[];
  /** Where in the bar events begin: grid steps from the bar line. */
  readonly place: readonly number[];
}

/** The fields of an event, in the order in which windows and tensors hold them. */
export const EVENT_FIELDS = [
  'chord',
  'distance',
  'duration',
  'velocity',
  'nudge',
  'place',
] as const;

/** An event as symbols: one index a field, in the order of `EVENT_FIELDS`. */
export type EventSymbols = readonly number[];

/** Most symbols that a field may have; bounds the decoder's size (500 KB an object). */
export const MOST_SYMBOLS = {
  chord: 256,
  distance: 48,
  duration: 32,
  velocity: 24,
  nudge: 9,
  place: 48,
};

/** A longer silence than eight bars is no part of a phrase: whoever left the recorder running made it. */
export const MOST_STEPS = 384;

/** Sixteen bars, likewise, for a key or pedal that nobody let go. */
export const MOST_TICKS = 30_720;

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
    voicing: dictionary.voicing[chord],
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
