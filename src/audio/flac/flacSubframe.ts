import { type BitCursor, readBits, readSigned, readUnary } from './bitCursor.js';
import { readResidual } from './riceResidual.js';

/** What the next sample is taken for by those before it, the last one first (RFC 9639, 9.2.5). */
const FIXED_PREDICTORS: readonly (readonly number[])[] = [
  [],
  [1],
  [2, -1],
  [3, -3, 1],
  [4, -6, 4, -1],
];

/** A precision that may not be. */
const NO_PRECISION = 15;

/**
 * The samples of one channel of a FLAC frame, whole numbers of so many bits (RFC 9639, 9.2).
 *
 * All arithmetic is exact: 32 products of 33 and 15 bits stay below 2^53.
 *
 * @throws RangeError where the bytes are no subframe
 */
export function readSubframe(
  cursor: BitCursor,
  { blockSize, bits }: { readonly blockSize: number; readonly bits: number },
): Float64Array {
  if (readBits(cursor, 1) !== 0) throw new RangeError('a subframe that does not begin as one');
  const type = readBits(cursor, 6);
  // Low bits that are zero in all samples are not stored.
  const wastedBits = readBits(cursor, 1) === 1 ? readUnary(cursor) + 1 : 0;
  const storedBits = bits - wastedBits;
  if (storedBits < 1) throw new RangeError('a subframe without bits');
  const samples = new Float64Array(blockSize);
  if (type === 0) {
    samples.fill(readSigned(cursor, storedBits));
  } else if (type === 1) {
    for (let i = 0; i < blockSize; i++) samples[i] = readSigned(cursor, storedBits);
  } else {
    const order = orderOf(type);
    if (order > blockSize) throw new RangeError('a predictor that is longer than the block');
    for (let i = 0; i < order; i++) samples[i] = readSigned(cursor, storedBits);
    const predictor =
      type < 32
        ? { coefficients: FIXED_PREDICTORS[order] as readonly number[], shift: 0 }
        : readPredictor(cursor, order);
    readResidual(cursor, samples, order);
    addPredictions(samples, predictor);
  }
  if (wastedBits > 0) for (let i = 0; i < blockSize; i++) (samples[i] as number) *= 2 ** wastedBits;
  return samples;
}

function orderOf(type: number): number {
  if (type >= 32) return type - 31;
  if (type >= 8 && type <= 12) return type - 8;
  throw new RangeError('an unknown kind of subframe');
}

interface Predictor {
  readonly coefficients: readonly number[];
  /** The sum of products is divided by two so often. */
  readonly shift: number;
}

function readPredictor(cursor: BitCursor, order: number): Predictor {
  const precision = readBits(cursor, 4);
  const shift = readSigned(cursor, 5);
  if (precision === NO_PRECISION || shift < 0) throw new RangeError('a predictor that may not be');
  const coefficients = Array.from({ length: order }, () => readSigned(cursor, precision + 1));
  return { coefficients, shift };
}

/** Turns what the predictor left over into samples, in place. */
function addPredictions(samples: Float64Array, { coefficients, shift }: Predictor): void {
  const order = coefficients.length;
  if (order === 0) return;
  // Oldest sample first; in two sums, which a processor adds up at the same time.
  const taps = Float64Array.from(coefficients).reverse();
  const scale = 2 ** -shift;
  const isOdd = order % 2 === 1;
  for (let i = order; i < samples.length; i++) {
    const first = i - order;
    let even = isOdd ? (taps[order - 1] as number) * (samples[i - 1] as number) : 0;
    let odd = 0;
    for (let tap = 0; tap + 1 < order; tap += 2) {
      even += (taps[tap] as number) * (samples[first + tap] as number);
      odd += (taps[tap + 1] as number) * (samples[first + tap + 1] as number);
    }
    samples[i] = (samples[i] as number) + Math.floor((even + odd) * scale);
  }
}
