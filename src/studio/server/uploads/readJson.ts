import { MirrorError } from '../../../index.js';
import { limitedBody } from './limitedBody.js';

/** Hundreds of boxes fit. */
const LIMIT = { mostBytes: 256 * 1024, refusedAs: 'settings have at most 256 KB' };

/**
 * The record that a request's body holds as JSON.
 *
 * @throws HTTPException 413 for more than 256 KB; MirrorError `usage` for what is no record in JSON, `aborted` where the sender goes
 *   away before the end
 */
export async function readJson(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of limitedBody(request, LIMIT)) pieces.push(piece);
  const value = parse(Buffer.concat(pieces).toString('utf8'));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new MirrorError(
    'usage',
    'Expected settings to be a record in JSON but received something else.',
  );
}

/** Undefined, which no JSON is, for what is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
