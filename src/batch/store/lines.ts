import type { BatchStore, StoreWriteOptions } from './batchStore.js';

/** Characters that are encoded at a time: the values of a large batch are longer than a string may be. */
const PIECE_CHARACTERS = 256 * 1024;

/**
 * The lines of a value, piece by piece as it is read, without their line breaks; none where there is no value.
 *
 * @param options.onUnfinished called if the last line has no line break, as a killed process leaves it
 * @throws as the store's `stream` does
 */
export async function* readLines(
  store: BatchStore,
  key: string,
  { onUnfinished = () => {} }: { readonly onUnfinished?: () => void } = {},
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of store.stream(key)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  rest += decoder.decode();
  if (rest === '') return;
  yield [rest];
  onUnfinished();
}

/**
 * Writes lines as one value, whole or not at all.
 *
 * @param options.lines without their line breaks
 * @returns how many bytes it has
 * @throws as the store's `write` does
 */
export async function writeLines(
  store: BatchStore,
  key: string,
  { lines, ...options }: StoreWriteOptions & { readonly lines: Iterable<string> },
): Promise<number> {
  let length = 0;
  const pieces = function* () {
    for (const piece of encodedPieces(lines)) {
      length += piece.length;
      yield piece;
    }
  };
  await store.write(key, pieces(), options);
  return length;
}

function* encodedPieces(lines: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let pending: string[] = [];
  let characters = 0;
  for (const line of lines) {
    pending.push(line);
    characters += line.length;
    if (characters < PIECE_CHARACTERS) continue;
    yield encoder.encode(`${pending.join('\n')}\n`);
    pending = [];
    characters = 0;
  }
  if (pending.length > 0) yield encoder.encode(`${pending.join('\n')}\n`);
}
