import { type Box, MirrorError } from '../../../index.js';

// Fields of a request's JSON: their kinds and lengths; what they mean is checked at the public door.

/** @throws MirrorError `usage` for what is no record */
export function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unlike(name, 'a record');
  }
  return value as Record<string, unknown>;
}

/** @throws MirrorError `usage` for what is no finite number */
export function number(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw unlike(name, 'a number');
  return value;
}

/** @throws MirrorError `usage` for what is no text of that length */
export function text(
  value: unknown,
  { name, most, least = 1 }: { name: string; most: number; least?: number },
): string {
  if (typeof value !== 'string' || value.length < least || value.length > most) {
    throw unlike(name, `a text of ${least} to ${most} letters`);
  }
  return value;
}

/** @throws MirrorError `usage` for what is no list of texts of that length */
export function texts(
  value: unknown,
  { name, most, mostLetters }: { name: string; most: number; mostLetters: number },
): string[] {
  if (!Array.isArray(value) || value.length > most) throw unlike(name, `a list of at most ${most}`);
  return value.map((each, i) => text(each, { name: `${name}[${i}]`, most: mostLetters }));
}

/** @throws MirrorError `usage` for what is no box, in pixels */
export function box(value: unknown, name: string): Box {
  const given = record(value, name);
  const side = (key: keyof Box) => number(given[key], `${name}.${key}`);
  return { x: side('x'), y: side('y'), width: side('width'), height: side('height') };
}

/** What is said of a field that is not as it should be. */
export function unlike(name: string, expected: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected ${name} to be ${expected} but received something else.`,
  );
}
