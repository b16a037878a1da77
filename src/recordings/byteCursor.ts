/** Reads bytes one after another; any step past the end throws the error its maker was given. */
export interface ByteCursor {
  readonly position: () => number;
  readonly isAtEnd: () => boolean;
  /** The next byte, left where it is. */
  readonly peek: () => number;
  readonly byte: () => number;
  /** A number of one to four bytes, seven bits each, the top bit meaning «more follows». */
  readonly varInt: () => number;
  /** The next `length` bytes, not copied. */
  readonly take: (length: number) => Uint8Array;
  /** The error to throw at this place for what a reader finds wrong there. */
  readonly error: (what: string) => Error;
}

/**
 * A cursor at the start of `bytes`.
 *
 * @param errorAt makes the error to throw from what is wrong and where (bytes from the start)
 */
export function byteCursor(
  bytes: Uint8Array,
  errorAt: (what: string, position: number) => Error,
): ByteCursor {
  let position = 0;

  const peek = () => {
    const value = bytes[position];
    if (value === undefined) throw errorAt('stops in the middle of an event', position);
    return value;
  };
  const byte = () => {
    const value = peek();
    position++;
    return value;
  };
  const varInt = () => {
    let value = 0;
    // Four bytes are the standard's limit; beyond it a 32-bit reader would wrap to a negative length.
    for (let length = 1; length <= 4; length++) {
      const next = byte();
      value = value * 128 + (next & 0x7f);
      if (next < 0x80) return value;
    }
    throw errorAt('has a number longer than four bytes', position);
  };
  const take = (length: number) => {
    if (position + length > bytes.length) {
      throw errorAt('stops in the middle of an event', position);
    }
    position += length;
    return bytes.subarray(position - length, position);
  };

  return {
    position: () => position,
    isAtEnd: () => position >= bytes.length,
    peek,
    byte,
    varInt,
    take,
    error: (what) => errorAt(what, position),
  };
}
