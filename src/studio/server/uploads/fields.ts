import { type Box, MirrorError } from '../../../index.js';

// Fields of a request's JSON: kinds and lengths. All throw MirrorError `usage` naming the field.

export function box(value: unknown, name: string): Box {
  const given = record(value, name);
  const side = (key: keyof Box) => number(given[key], `${name}.${key}`);
  return { x: side('x'), y: side('y'), width: side('width'), height: side('height') };
}

export function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unlike(name, 'a record');
  }
  return value as Record<string, unknown>;
}

export function number(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw unlike(name, 'a number');
  return value;
}

export function text(value: unknown, { name, most }: { name: string; most: number }): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > most) {
    throw unlike(name, `a text of 1 to ${most} letters`);
  }
  return value;
}

export function unlike(name: string, expected: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected ${name} to be ${expected} but received something else.`,
  );
}
