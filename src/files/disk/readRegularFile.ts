import { createReadStream, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { megabytes } from '../../format.js';
import { aboutFile, systemErrorCode } from './aboutFile.js';

export interface ReadOptions {
  /** What the file should be, with its article: `a photo`. */
  readonly what: string;
  /** More than this is not read at all. */
  readonly mostBytes: number;
}

const STREAM_PIECE_BYTES = 256 * 1024;

/**
 * The bytes of a file that holds something, looked at before it is opened: a pipe would never end.
 *
 * @throws MirrorError `input`, opened by the path, for a file that is missing, empty, larger than
 * `mostBytes`, not ours to read, or no regular file; `environment` when the disk fails.
 */
export async function readRegularFile(path: string, options: ReadOptions): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    const complaint = complaintAbout(await stat(path), options);
    if (complaint !== undefined) throw unusable(path, options, complaint);
    bytes = await readFile(path);
  } catch (error) {
    throw error instanceof MirrorError ? error : unreadable(path, options, error);
  }
  return bytes;
}

/**
 * The same bytes as a stream, for files that no memory could hold. A reader that stops early closes the file.
 *
 * @throws MirrorError as `readRegularFile` does, and `aborted` when the signal fires
 */
export async function* streamRegularFile(
  path: string,
  options: ReadOptions & { readonly signal?: AbortSignal },
): AsyncGenerator<Uint8Array> {
  try {
    const complaint = complaintAbout(await stat(path), options);
    if (complaint !== undefined) throw unusable(path, options, complaint);
    for await (const chunk of createReadStream(path, { highWaterMark: STREAM_PIECE_BYTES })) {
      throwIfAborted(options.signal);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw error instanceof MirrorError ? error : unreadable(path, options, error);
  }
}

function complaintAbout(stats: Stats, { mostBytes }: ReadOptions): string | undefined {
  if (stats.isDirectory()) return 'this is a folder. Name a file in it';
  if (!stats.isFile()) return 'this is not a regular file. Copy it into one';
  if (stats.size === 0) return 'the file is empty. Copy it again from where it came';
  if (stats.size > mostBytes) {
    return `the file has ${megabytes(stats.size)} and ${megabytes(mostBytes)} are the most. Make it smaller`;
  }
  return undefined;
}

function unreadable(path: string, options: ReadOptions, error: unknown): MirrorError {
  const code = systemErrorCode(error);
  if (path === '') return unusable(path, options, 'received an empty path. Name a file', error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return unusable(path, options, 'there is no such file. Check the path', error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return unusable(path, options, 'you may not read it. Change its permissions', error);
  }
  if (code === 'ENAMETOOLONG' || code === 'ELOOP' || code === 'ERR_INVALID_ARG_VALUE') {
    return unusable(path, options, 'no file can have that path. Check the path', error);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return aboutFile(
    path,
    new MirrorError('environment', `The file could not be read (${reason}). Try again.`, {
      cause: error,
    }),
  );
}

function unusable(path: string, options: ReadOptions, complaint: string, cause?: unknown) {
  return aboutFile(
    path,
    new MirrorError('input', `Expected ${options.what} but ${complaint}.`, { cause }),
  );
}
