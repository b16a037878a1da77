import { MirrorError } from '../../errors.js';

// The fields of a JSON file that may come from others. Each reader throws MirrorError `input` for anything but what it reads.

export type Json = Readonly<Record<string, unknown>>;

/** Both ends may be reached. */
export interface Limits {
  readonly least: number;
  readonly most: number;
}

export function recordOf(value: unknown, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw unlike(`a record in «${name}»`, show(value));
}

export function listOf(value: unknown, name: string, most: number): readonly unknown[] {
  if (Array.isArray(value) && value.length <= most) return value;
  throw unlike(`a list of at most ${most} in «${name}»`, show(value));
}

export function countAt(record: Json, key: string, limits: Limits): number {
  const count = numberAt(record, key, limits);
  if (Number.isInteger(count)) return count;
  throw unlike(`a whole number in «${key}»`, show(count));
}

export function numberAt(record: Json, key: string, { least, most }: Limits): number {
  const value = record[key];
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw unlike(`a number from ${least} to ${most} in «${key}»`, show(value));
}

export function hexAt(record: Json, key: string): string {
  const value = record[key];
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  throw unlike(`a checksum in «${key}»`, show(value));
}

export function unlike(expected: string, received: string): MirrorError {
  return new MirrorError('input', `Expected ${expected} but received ${received}.`);
}

/** A value in a few words, safe for one line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a record';
  return JSON.stringify(value)?.slice(0, 40) ?? typeof value;
}
