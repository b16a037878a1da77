import { MirrorError } from '../errors.js';

// The fields of decoder.json, whatever they hold: each of these gives a value back as what it should be, or throws
// MirrorError `input` with a line that names the field.

/** What mends a decoder that cannot be used. */
export const TRAIN_AGAIN = 'Train the object again.';

/** A record out of a file: nothing in it is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** A bound that keeps a hostile file from asking for memory: a decoder of ours is far within it. */
const LARGEST_JSON = 16_000_000;

/** A list within a list within a list takes 50 times the memory of its text; ours are five deep. */
const DEEPEST = 64;
/** Deep or not, a shorter text cannot ask for much, and is not worth counting through. */
const COUNTED_FROM = 1_000_000;

/** The record that a text holds, at most 16 million characters long and, if it is long, at most 64 deep. */
export function parseRecord(json: string): Json {
  if (json.length > LARGEST_JSON) {
    throw unlike(`decoder.json of at most ${LARGEST_JSON} characters`, `${json.length}`);
  }
  if (json.length >= COUNTED_FROM && depthOf(json) > DEEPEST) {
    throw unlike(`records and lists at most ${DEEPEST} deep`, 'deeper ones');
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new MirrorError(
      'input',
      'Expected JSON in decoder.json but received something cut short or damaged. Train the object again.',
      { cause },
    );
  }
  return record(value, 'decoder.json');
}

/** How many lists and records of a JSON text lie within one another at most. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  // Texts are passed over whole: what stands in them opens nothing.
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth--;
  }
  return deepest;
}

/** A record, not a list. */
export function record(value: unknown, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw unlike(`a record in «${name}»`, show(value));
}

/** A list that is not longer than it may be. */
export function list(value: unknown, name: string, most: number): readonly unknown[] {
  if (Array.isArray(value) && value.length <= most) return value;
  throw unlike(`a list of at most ${most} in «${name}»`, show(value));
}

/** The same list, if there is anything in it. */
export function filled(values: readonly unknown[], name: string): readonly unknown[] {
  if (values.length > 0) return values;
  throw unlike(`at least one value in «${name}»`, 'none');
}

/** Some text of at most 1,000 characters. */
export function text(value: unknown, name: string): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 1000) return value;
  throw unlike(`text in «${name}»`, show(value));
}

/** What a number may be, both ends included. */
export interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** A number in its range. */
export function number(
  value: unknown,
  name: string,
  { least, most, whole = false }: Range,
): number {
  const fits = typeof value === 'number' && value >= least && value <= most;
  if (fits && (!whole || Number.isInteger(value))) return value;
  throw unlike(
    `${whole ? 'a whole number' : 'a number'} from ${least} to ${most} in «${name}»`,
    show(value),
  );
}

/** What is said of a field that is not what it should be. */
export function unlike(expected: string, received: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected ${expected} in decoder.json but received ${received}. ${TRAIN_AGAIN}`,
  );
}

/** A value in a few words, safe for one line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a record';
  return JSON.stringify(value)?.slice(0, 40) ?? typeof value;
}
