import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '../refusal.js';
import { limitedBody } from './limitedBody.js';

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
 * @throws HTTPException 413 for more than `mostBytes`; MirrorError `aborted` where the sender goes away before the end
 */
export async function receiveUpload(
  request: Request,
  { folder, name, ...limit }: UploadOptions,
): Promise<Uint8Array> {
  const path = join(folder, name);
  try {
    await receiveFile(request, path, limit);
    return await readFile(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** The same, kept as a file that must not be there yet. */
export async function receiveFile(
  request: Request,
  path: string,
  { mostBytes, what }: Pick<UploadOptions, 'mostBytes' | 'what'>,
): Promise<void> {
  const refusedAs = `${what} has at most ${(mostBytes / 1e6).toFixed(0)} MB`;
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > mostBytes) throw refusal(413, refusedAs);
  try {
    const pieces = limitedBody(request, { mostBytes, refusedAs });
    await writeFile(path, pieces, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
