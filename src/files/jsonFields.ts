import { MirrorError } from '../errors.js';

/** A record out of a file: nothing in it is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** What a number may be, both ends included. */
export interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Readers that give a value back as what it should be, or throw MirrorError `input` with a line that names the field. */
export interface JsonFields {
  /** A record, not a list. */
  readonly record: (value: unknown, name: string) => Json;
  /** A list that is not longer than it may be. */
  readonly list: (value: unknown, name: string, most: number) => readonly unknown[];
  /** A number in its range. */
  readonly number: (value: unknown, name: string, range: Range) => number;
  /** What is said of a field that is not what it should be. */
  readonly unlike: (expected: string, received: string) => MirrorError;
}

/**
 * Readers for the fields of a JSON file that may come from others.
 *
 * @param about.file named in each message; left out where the caller names the path
 * @param about.remedy a sentence that says what mends such a file
 * @example jsonFields({ file: 'a.json' }).list([1, 2], 'beats', 1)
 *   // throws: Expected a list of at most 1 in «beats» in a.json but received a list of 2.
 */
export function jsonFields(
  about: { readonly file?: string; readonly remedy?: string } = {},
): JsonFields {
  const where = about.file === undefined ? '' : ` in ${about.file}`;
  const remedy = about.remedy === undefined ? '' : ` ${about.remedy}`;
  const unlike = (expected: string, received: string) =>
    new MirrorError('input', `Expected ${expected}${where} but received ${received}.${remedy}`);
  return {
    record: (value, name) => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return value as Json;
      }
      throw unlike(`a record in «${name}»`, show(value));
    },
    list: (value, name, most) => {
      if (Array.isArray(value) && value.length <= most) return value;
      throw unlike(`a list of at most ${most} in «${name}»`, show(value));
    },
    number: (value, name, { least, most, whole = false }) => {
      const fits = typeof value === 'number' && value >= least && value <= most;
      if (fits && (!whole || Number.isInteger(value))) return value;
      throw unlike(
        `${whole ? 'a whole number' : 'a number'} from ${least} to ${most} in «${name}»`,
        show(value),
      );
    },
    unlike,
  };
}

/** A value in a few words, safe for one line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a record';
  return JSON.stringify(value)?.slice(0, 40) ?? typeof value;
}
