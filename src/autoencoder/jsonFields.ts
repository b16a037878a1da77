import { MirrorError } from '../errors.js';
import { type Json, jsonFields, type Range, show } from '../files/jsonFields.js';

export type { Json, Range };
export { show };

// The fields of decoder.json, whatever they hold: each of these gives a value back as what it should be, or throws
// MirrorError `input` with a line that names the field.

/** What mends a decoder that cannot be used. */
export const TRAIN_AGAIN = 'Train the object again.';

export const { record, list, number, unlike } = jsonFields({
  file: 'decoder.json',
  remedy: TRAIN_AGAIN,
});

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
      `Expected JSON in decoder.json but received something cut short or damaged. ${TRAIN_AGAIN}`,
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
