import { MirrorError } from '../../../index.js';
import { refusal } from '../refusal.js';

/** Hundreds of boxes fit. */
const MOST_BYTES = 256 * 1024;

/**
 * The JSON of a request's body.
 *
 * @throws HTTPException 413 for more than 256 KB; MirrorError `usage` for what is no JSON
 */
export async function readJson(request: Request): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > MOST_BYTES) throw refusal(413, 'settings have at most 256 KB');
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch (cause) {
    throw new MirrorError('usage', 'Expected settings as JSON but received something else.', {
      cause,
    });
  }
}
