import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '../refusal.js';

export interface UploadOptions {
  /** Where the file lies while it comes in: a folder of this server alone. */
  readonly folder: string;
  /** Name of the file there; never anything that a request says. */
  readonly name: string;
  /** More bytes are refused: at once where they are announced, else as soon as they are there. */
  readonly mostBytes: number;
  /** For messages: `a photo`. */
  readonly what: string;
}

/**
 * The bytes of an upload, received into a temporary file first, so that memory holds only what has arrived whole; of one that
 * breaks off or is too large nothing stays.
 *
 * @throws HTTPException 413 for more than `mostBytes`
 */
export async function receiveUpload(
  request: Request,
  { folder, name, mostBytes, what }: UploadOptions,
): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > mostBytes) throw tooLarge(what, mostBytes);
  const path = join(folder, name);
  try {
    await fillFile(path, limited(request.body, { mostBytes, what }));
    return await readFile(path);
  } finally {
    await rm(path, { force: true });
  }
}

async function fillFile(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of pieces) await file.write(piece);
  } finally {
    await file.close();
  }
}

/** The pieces of a body; the reader is let go as soon as there are too many. */
async function* limited(
  body: ReadableStream<Uint8Array> | null,
  { mostBytes, what }: Pick<UploadOptions, 'mostBytes' | 'what'>,
): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) throw tooLarge(what, mostBytes);
    yield piece;
  }
}

function tooLarge(what: string, mostBytes: number) {
  return refusal(413, `${what} has at most ${(mostBytes / 1e6).toFixed(0)} MB`);
}
