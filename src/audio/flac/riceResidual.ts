import { type BitCursor, readBits, readSigned, readUnary } from './bitCursor.js';

/** Four bytes from any bit on hold at least so many bits. */
const SURE_BITS = 25;

/** The width of a partition's parameter, by the coding method; all ones stand for numbers that are not coded. */
const PARAMETER_BITS = [4, 5];

/**
 * Reads what a predictor of FLAC left over, coded after Rice in partitions (RFC 9639, 9.2.7), into `samples` from its
 * `order`-th on.
 *
 * @throws RangeError where the bytes are no such code
 */
export function readResidual(cursor: BitCursor, samples: Float64Array, order: number): void {
  const parameterBits = PARAMETER_BITS[readBits(cursor, 2)];
  if (parameterBits === undefined) throw new RangeError('an unknown coding of the residual');
  const partitions = 2 ** readBits(cursor, 4);
  const perPartition = samples.length / partitions;
  if (!Number.isInteger(perPartition) || perPartition < order) {
    throw new RangeError('partitions that do not fit the block');
  }
  for (let partition = 0; partition < partitions; partition++) {
    const span = {
      from: partition === 0 ? order : partition * perPartition,
      to: (partition + 1) * perPartition,
    };
    const parameter = readBits(cursor, parameterBits);
    if (parameter === 2 ** parameterBits - 1) readUncoded(cursor, samples, span);
    else readRice(cursor, samples, { ...span, parameter });
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function readUncoded(cursor: BitCursor, samples: Float64Array, { from, to }: Span): void {
  const bits = readBits(cursor, 5);
  for (let i = from; i < to; i++) samples[i] = readSigned(cursor, bits);
}

/** Nine tenths of the time that decoding takes go by in here: what lies in four bytes is taken from them at once. */
function readRice(
  cursor: BitCursor,
  samples: Float64Array,
  { from, to, parameter }: Span & { readonly parameter: number },
): void {
  const { bytes } = cursor;
  const longest = SURE_BITS - 1 - parameter;
  let position = cursor.position;
  for (let i = from; i < to; i++) {
    const at = position >>> 3;
    const word =
      (((bytes[at] as number) << 24) |
        ((bytes[at + 1] as number) << 16) |
        ((bytes[at + 2] as number) << 8) |
        (bytes[at + 3] as number)) <<
      (position & 7);
    const zeros = Math.clz32(word);
    if (zeros <= longest) {
      const rest = parameter === 0 ? 0 : (word << (zeros + 1)) >>> (32 - parameter);
      const folded = (zeros << parameter) | rest;
      samples[i] = (folded >>> 1) ^ -(folded & 1);
      position += zeros + 1 + parameter;
    } else {
      cursor.position = position;
      const folded = readUnary(cursor) * 2 ** parameter + readBits(cursor, parameter);
      samples[i] = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
      position = cursor.position;
    }
  }
  if (position > bytes.length * 8) throw new RangeError('the bytes end too soon');
  cursor.position = position;
}
