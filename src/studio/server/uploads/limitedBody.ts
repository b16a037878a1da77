import { MirrorError } from '../../../index.js';
import { refusal } from '../refusal.js';

/**
 * The pieces of a request's body; the sender is let go as soon as there are too many.
 *
 * @param options.mostBytes that all of them may have together
 * @param options.refusedAs says so, as `refusal` has it
 * @throws HTTPException 413 for more than `mostBytes`; MirrorError `aborted` where the sender goes away before the end
 */
export async function* limitedBody(
  { body }: Request,
  { mostBytes, refusedAs }: { readonly mostBytes: number; readonly refusedAs: string },
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of wholeBody(body)) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) throw refusal(413, refusedAs);
    yield piece;
  }
}

async function* wholeBody(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch (cause) {
    // A page that is closed while it sends is no fault of the server.
    throw new MirrorError('aborted', 'The request broke off before its end.', { cause });
  }
}
