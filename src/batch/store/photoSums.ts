import { appendFile, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../../errors.js';
import { sha256OfStream } from '../../files/checksum.js';
import { type ReadOptions, streamRegularFile } from '../../files/disk/readRegularFile.js';
import { unwritable } from '../../files/disk/writeFileAtomically.js';
import { readText } from './results.js';

/** One line of `photos.jsonl`: a file as it was when it was read, and its sum. */
interface KnownFile {
  readonly path: string;
  /** Size, inode and times; another stamp, another file. */
  readonly stamp: string;
  readonly sha256: string;
}

export interface PhotoSums {
  /**
   * SHA-256 of a photo's file, which is read only if it changed since it was read last.
   *
   * @throws MirrorError as `streamRegularFile` does
   */
  readonly sumOf: (path: string) => Promise<string>;
}

/**
 * The sums of photos, kept in the store.
 *
 * @param options.file what a photo may be
 * @throws the system's error if the store cannot be read
 */
export async function openPhotoSums(
  store: string,
  { file, signal }: { readonly file: ReadOptions; readonly signal: AbortSignal },
): Promise<PhotoSums> {
  const index = join(store, 'photos.jsonl');
  const known = new Map<string, KnownFile>();
  for (const line of ((await readText(index)) ?? '').split('\n')) {
    const entry = parseLine(line);
    if (entry !== undefined) known.set(entry.path, entry);
  }
  return {
    sumOf: async (path) => {
      throwIfAborted(signal);
      const stamp = await stampOf(path);
      const before = known.get(path);
      if (before !== undefined && before.stamp === stamp) return before.sha256;
      const sha256 = await sha256OfStream(streamRegularFile(path, { ...file, signal }));
      const entry: KnownFile = { path, stamp, sha256 };
      // A file that is written while it is read is not known by its sum.
      if ((await stampOf(path)) !== stamp) return sha256;
      known.set(path, entry);
      await append(store, index, entry);
      return sha256;
    },
  };
}

async function append(store: string, index: string, entry: KnownFile): Promise<void> {
  try {
    await mkdir(store, { recursive: true });
    // The line break comes first: a line that a killed process left unfinished is ended by the next.
    await appendFile(index, `\n${JSON.stringify(entry)}`);
  } catch (error) {
    throw unwritable(index, error);
  }
}

function parseLine(line: string): KnownFile | undefined {
  try {
    const entry = JSON.parse(line) as Partial<KnownFile> | null;
    const { path, stamp, sha256 } = entry ?? {};
    if (typeof path !== 'string' || typeof stamp !== 'string') return undefined;
    return /^[0-9a-f]{64}$/.test(String(sha256)) ? { path, stamp, sha256: `${sha256}` } : undefined;
  } catch {
    return undefined;
  }
}

async function stampOf(path: string): Promise<string> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined);
  if (stats === undefined) return '';
  return [stats.size, stats.ino, stats.mtimeNs, stats.ctimeNs].join(' ');
}
