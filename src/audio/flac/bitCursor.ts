/** A place in bytes that is counted in bits, the highest of each byte first. */
export interface BitCursor {
  readonly bytes: Uint8Array;
  /** Bits before the next one. */
  position: number;
}

/**
 * The next bits as a number without a sign, exact up to 53 of them.
 *
 * @throws RangeError where the bytes end before
 */
export function readBits(cursor: BitCursor, count: number): number {
  let value = 0;
  for (let left = count; left > 0; ) {
    const byte = cursor.bytes[cursor.position >>> 3];
    if (byte === undefined) throw new RangeError('the bytes end too soon');
    const there = 8 - (cursor.position & 7);
    const taken = Math.min(there, left);
    value = value * 2 ** taken + ((byte >> (there - taken)) & ((1 << taken) - 1));
    cursor.position += taken;
    left -= taken;
  }
  return value;
}

/** The same in two's complement. */
export function readSigned(cursor: BitCursor, count: number): number {
  if (count === 0) return 0;
  const value = readBits(cursor, count);
  return value < 2 ** (count - 1) ? value : value - 2 ** count;
}

/** How many zeros come before the next one, which is passed over. */
export function readUnary(cursor: BitCursor): number {
  let zeros = 0;
  while (readBits(cursor, 1) === 0) zeros++;
  return zeros;
}
