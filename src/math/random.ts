import { checkArguments, describeValue } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';

/** A source of chance: each call gives a number in [0, 1). Handed in, never taken from the machine. */
export type Random = () => number;

/**
 * A seeded source of chance (sfc32 by Chris Doty-Humphrey, PractRand), equal on every machine.
 *
 * @param seed any string or number; equal seeds give equal sequences
 * @example seededRandom('kitchen')() === seededRandom('kitchen')() // true
 */
export function seededRandom(seed: string | number): Random {
  const text = String(seed);
  let a = hashText(text, 0x9e3779b9);
  let b = hashText(text, 0x243f6a88);
  let c = hashText(text, 0xb7e15162);
  let counter = 1;
  const random = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  // sfc32's state needs a dozen rounds before nearby seeds have nothing in common.
  for (let round = 0; round < 12; round++) random();
  return random;
}

/** One draw from the standard normal distribution N(0, 1) (Box and Muller 1958). */
export function drawNormal(random: Random): number {
  // 1 − random() lies in (0, 1], so the logarithm is finite.
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** Far above any latent, and far below what fills the memory. */
const MOST_NORMALS = 2 ** 24;

/**
 * A vector of `length` independent draws from N(0, 1).
 *
 * @param length whole, 0 to 2²⁴
 * @throws MirrorError `usage` for another length
 */
export function drawNormals(length: number, random: Random): number[] {
  if (!(Number.isInteger(length) && length >= 0 && length <= MOST_NORMALS)) {
    throw new MirrorError(
      'usage',
      `Expected a whole number of draws from 0 to ${MOST_NORMALS} but received ${typeof length === 'number' ? length : describeValue(length)}.`,
    );
  }
  checkArguments({ random }, { random: 'function' });
  return Array.from({ length }, () => drawNormal(random));
}

/** The same items in an order drawn from `random` (Fisher and Yates); the argument is left as it was. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const item = result[i] as T;
    result[i] = result[j] as T;
    result[j] = item;
  }
  return result;
}

/** 32-bit FNV-1a over UTF-16 code units, started from `basis`, with murmur3's final mixing. */
function hashText(text: string, basis: number): number {
  let hash = basis ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
