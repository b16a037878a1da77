/** A stream of bytes that can be looked at before it is taken. */
export interface ByteReader {
  /** The next bytes, which stay where they are; fewer than asked for only at the end. */
  readonly peek: (count: number) => Promise<Uint8Array>;
  /** The next bytes; fewer than asked for only at the end. */
  readonly take: (count: number) => Promise<Uint8Array>;
  /** Passes bytes over and returns how many there were: fewer than asked for only at the end. */
  readonly skip: (count: number) => Promise<number>;
  /** Everything that is left, in whatever pieces it comes. */
  readonly rest: () => AsyncGenerator<Uint8Array>;
  /** Lets the stream go, read to its end or not. */
  readonly close: () => Promise<void>;
}

/** Reads a stream of chunks of any lengths, holding no more of it than was asked for and one chunk. */
export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array();
  let isAtEnd = false;

  const next = async (): Promise<Uint8Array> => {
    if (isAtEnd) return new Uint8Array();
    const { done, value } = await chunks.next();
    isAtEnd = done === true;
    return value ?? new Uint8Array();
  };
  const fill = async (count: number) => {
    const parts = [held];
    let length = held.length;
    while (length < count && !isAtEnd) {
      const chunk = await next();
      parts.push(chunk);
      length += chunk.length;
    }
    if (parts.length > 1) held = join(parts, length);
  };
  const peek = async (count: number) => {
    await fill(count);
    return held.subarray(0, count);
  };

  return {
    peek,
    take: async (count) => {
      const taken = await peek(count);
      held = held.subarray(taken.length);
      return taken;
    },
    skip: async (count) => {
      let skipped = 0;
      while (skipped < count && (held.length > 0 || !isAtEnd)) {
        if (held.length === 0) held = await next();
        const passed = Math.min(held.length, count - skipped);
        held = held.subarray(passed);
        skipped += passed;
      }
      return skipped;
    },
    rest: async function* () {
      while (held.length > 0 || !isAtEnd) {
        const chunk = held.length > 0 ? held : await next();
        held = new Uint8Array();
        if (chunk.length > 0) yield chunk;
      }
    },
    close: async () => {
      isAtEnd = true;
      held = new Uint8Array();
      await chunks.return?.();
    },
  };
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
