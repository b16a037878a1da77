import { EVENT_FIELDS, type Field, NOTE_FIELDS } from '../../events/vocabulary.js';
import type { Shapes } from '../parameters.js';

/** The parameters that are not kept in a decoder. */
const ENCODER_PARAMETERS = ['encoderKernel', 'encoderBias', 'latentKernel', 'latentBias'] as const;
export type EncoderParameter = (typeof ENCODER_PARAMETERS)[number];

/** Parameters that a decoder has whatever its heads are. */
export type DecoderParameter =
  | `${'start' | 'plan' | 'window' | 'state' | 'head'}${'Kernel' | 'Bias'}`
  | 'embedding'
  | 'historyKernel';

/** What decides the network's shapes. */
export interface PhraseSizes {
  readonly latent: number;
  /** Units of the decoder's hidden layer. */
  readonly hidden: number;
  readonly embedding: number;
  /** Events in a window. */
  readonly window: number;
  /** Numbers that the latent plans for each event. */
  readonly plan: number;
  /** Symbols of each field. */
  readonly symbols: Readonly<Record<Field, number>>;
}

/** Units of the encoder's hidden layer, which no decoder file holds. */
const ENCODER_HIDDEN = 128;

/** Units between the latent and its plan of a window. */
const PLAN_HIDDEN = 128;

/** Events that the decoder looks back on. */
export const LOOK_BACK = 4;

/**
 * What an event remembers, each in a slot of its own with its own kernel: its metrical position, the events before it, the last one
 * first, and the keys that are down.
 */
export const HISTORY_SLOTS = LOOK_BACK + 2;
export const HELD_SLOT = HISTORY_SLOTS - 1;

/**
 * Fields that a history holds of an event; velocity, duration and microtiming would give away the take that is being played. Of durations,
 * the held slot says when keys are let go.
 */
export const HISTORY_FIELDS = ['pitch', 'interOnset', 'metricalPosition'] as const;

/** Fields in the order in which the embedding has their rows; those of a history first. */
const EMBEDDED_FIELDS = [...HISTORY_FIELDS, 'duration', 'velocity', 'microtiming'] as const;
export type EmbeddedField = (typeof EMBEDDED_FIELDS)[number];

/** Rows of the embedding behind those of the fields of a history: one that says that it is not known which keys are down. */
const HELD_UNKNOWN_ROWS = 1;

/** Where a note stands in its chord: each has a row of the embedding behind those of the fields. */
const NOTE_RANKS = { lowest: 0, inner: 1, highest: 2 } as const;

/** A field that the decoder draws, each by a softmax of its own. */
export type Head = 'pitch' | (typeof EVENT_FIELDS)[number] | (typeof NOTE_FIELDS)[number];

/** Whether a head says how a single note of a chord is played. */
export function isOfNotes(head: Head): head is (typeof NOTE_FIELDS)[number] {
  return NOTE_FIELDS.includes(head as (typeof NOTE_FIELDS)[number]);
}

/** The heads of a network, in the order in which they are drawn. A field of a single symbol needs none. */
export function headsOf(symbols: PhraseSizes['symbols']): Head[] {
  const fields = [...EVENT_FIELDS, ...NOTE_FIELDS].filter((field) => symbols[field] > 1);
  return ['pitch', ...fields];
}

/** What the hidden layer gives the heads: of how an event is touched, one sum is enough. */
export const SUMS = ['pitch', 'interOnset', 'duration', 'touch'] as const;

/** Which of the sums a head takes. */
export function sumOf(head: Head): number {
  const own = SUMS.indexOf(head as (typeof SUMS)[number]);
  return own === -1 ? SUMS.indexOf('touch') : own;
}

/** Columns of a head's softmax: a chain of pitches may also end. */
function outputsOf(head: Head, symbols: PhraseSizes['symbols']): number {
  return symbols[head] + (head === 'pitch' ? 1 : 0);
}

/** The embedding's row of a field's first symbol; of `rank` that of the lowest note. */
export function firstRowOf(field: EmbeddedField | 'rank', symbols: PhraseSizes['symbols']): number {
  const before = field === 'rank' ? EMBEDDED_FIELDS.length : EMBEDDED_FIELDS.indexOf(field);
  const rows = EMBEDDED_FIELDS.slice(0, before).reduce((sum, each) => sum + symbols[each], 0);
  return before < HISTORY_FIELDS.length ? rows : rows + HELD_UNKNOWN_ROWS;
}

export type RowOf = Readonly<Record<EmbeddedField | 'heldUnknown' | 'rank', number>>;

/** The embedding's first row of each field; of `rank` that of the lowest note. */
export function rowsOfEmbedding(symbols: PhraseSizes['symbols']): RowOf {
  const row = (field: EmbeddedField | 'rank') => firstRowOf(field, symbols);
  return {
    pitch: row('pitch'),
    interOnset: row('interOnset'),
    metricalPosition: row('metricalPosition'),
    heldUnknown: row('duration') - HELD_UNKNOWN_ROWS,
    duration: row('duration'),
    velocity: row('velocity'),
    microtiming: row('microtiming'),
    rank: row('rank'),
  };
}

/** The row of a note's place in its chord, counted from `rank`. */
export function rankOf(note: number, notes: number): number {
  if (note === 0) return NOTE_RANKS.lowest;
  return note === notes - 1 ? NOTE_RANKS.highest : NOTE_RANKS.inner;
}

/** Pitches rise through a chord: what may follow one, up to the end; a chord has at least one. */
export function pitchRange(last: number | undefined, pitches: number): [from: number, to: number] {
  return last === undefined ? [0, pitches] : [last + 1, pitches + 1];
}

/** Rows of the embedding that a history may name: they come first. */
export function historyRows(symbols: PhraseSizes['symbols']): number {
  return firstRowOf('duration', symbols);
}

/**
 * Shapes of the variational autoencoder over windows of events (Kingma and Welling 2014) whose decoder is causal: each
 * event is drawn knowing the latent, the events before it and its metrical position. One embedding serves encoder,
 * history and heads.
 */
export function phraseShapes(sizes: PhraseSizes): Shapes {
  const { latent, hidden, embedding, window, plan, symbols } = sizes;
  const heads = headsOf(symbols);
  const outputs = heads.flatMap(
    (head): [string, readonly [number, number] | readonly [number]][] => {
      const count = outputsOf(head, symbols);
      return [
        [`${head}Kernel`, [embedding, count]],
        [`${head}Bias`, [count]],
      ];
    },
  );
  return {
    encoderKernel: [window * embedding, ENCODER_HIDDEN],
    encoderBias: [ENCODER_HIDDEN],
    latentKernel: [ENCODER_HIDDEN, 2 * latent],
    latentBias: [2 * latent],
    embedding: [firstRowOf('rank', symbols) + Object.keys(NOTE_RANKS).length, embedding],
    startKernel: [latent, symbols.metricalPosition],
    startBias: [symbols.metricalPosition],
    planKernel: [latent, PLAN_HIDDEN],
    planBias: [PLAN_HIDDEN],
    windowKernel: [PLAN_HIDDEN, window * plan],
    windowBias: [window * plan],
    stateKernel: [plan, hidden],
    stateBias: [hidden],
    historyKernel: [embedding, HISTORY_SLOTS * hidden],
    headKernel: [hidden, SUMS.length * embedding],
    headBias: [SUMS.length * embedding],
    ...Object.fromEntries(outputs),
  };
}

/** Shapes of the half that is kept. */
export function phraseDecoderShapes(sizes: PhraseSizes): Shapes {
  const ofEncoder: readonly string[] = ENCODER_PARAMETERS;
  const shapes = Object.entries(phraseShapes(sizes));
  return Object.fromEntries(shapes.filter(([name]) => !ofEncoder.includes(name)));
}
