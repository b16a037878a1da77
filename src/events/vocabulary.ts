/**
 * What an object's events are made of: every field of an event is a symbol, the index of one of these values. Lists
 * rise and are never empty.
 */
export type Vocabulary = Readonly<Record<Field, readonly number[]>>;

/**
 * The fields of events, in the order in which an event's embedding counts through them.
 *
 * A chord is a chain of pitches. The metrical position follows from those before it, so it is never drawn.
 */
export const FIELDS = [
  /** MIDI key numbers: what chords are made of. */
  'pitch',
  /** Whole grid steps to the next event, 0 or more. */
  'interOnset',
  /** Grid steps from the bar line. */
  'metricalPosition',
  /** Median of the notes, ticks. */
  'duration',
  /** Mean of the notes, 1–127. */
  'velocity',
  /** Ticks from the grid, −20 to 20. */
  'microtiming',
  /** Velocity of a chord's note beside that of its event. */
  'noteVelocity',
  /** Duration of a chord's note ÷ that of its event, in quarter-octaves. */
  'noteDuration',
] as const;
export type Field = (typeof FIELDS)[number];

/** Fields of which an event has one symbol each, in the order in which a decoder draws them. */
export const EVENT_FIELDS = ['interOnset', 'duration', 'velocity', 'microtiming'] as const;

/** Fields of which each note of a chord has one symbol. */
export const NOTE_FIELDS = ['noteVelocity', 'noteDuration'] as const;

/** Quarter-octaves by which the duration of a chord's note is told from that of its event at most: a factor of 256. */
export const MOST_QUARTER_OCTAVES = 32;

/** Duration of a chord's note ÷ that of its event, of the quarter-octaves between them. */
export function durationRatio(quarterOctaves: number): number {
  return 2 ** (quarterOctaves / 4);
}

/** Velocities are counted in bins of so many: the steps from piano to mezzo-piano and on are some sixteen. */
export const VELOCITY_BIN = 6;

/** Most symbols that a field may have; bounds the size of a decoder. */
export const MOST_SYMBOLS: Readonly<Record<Field, number>> = {
  pitch: 128,
  interOnset: 48,
  metricalPosition: 192,
  duration: 32,
  velocity: 24,
  microtiming: 9,
  noteVelocity: 12,
  noteDuration: 16,
};

/** A longer silence than eight bars is no part of a phrase: the recorder was left running. */
export const MOST_STEPS = 384;

/** Sixteen bars, likewise, for a key or pedal that was not let go. */
export const MOST_TICKS = 30_720;

/** How many symbols each field has. */
export function symbolCounts(vocabulary: Vocabulary): Record<Field, number> {
  const counts = FIELDS.map((field) => [field, vocabulary[field].length] as const);
  return Object.fromEntries(counts) as Record<Field, number>;
}

/** The keys of an event's fields in figures, as decoder files and judgements have had them from the first version on. */
export const FIELD_KEYS: Readonly<Record<(typeof EVENT_FIELDS)[number], string>> = {
  interOnset: 'distance',
  duration: 'duration',
  velocity: 'velocity',
  microtiming: 'nudge',
};
