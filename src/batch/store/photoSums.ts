import { throwIfAborted } from '../../errors.js';
import { sha256OfStream } from '../../files/checksum.js';
import type { ReadOptions } from '../../files/disk/readRegularFile.js';
import type { PhotoSource } from '../photos/photoSource.js';
import type { BatchStore } from './batchStore.js';
import { readLines, writeLines } from './lines.js';
import { createRewriter } from './rewriter.js';

/** One line of `photos.jsonl`: a file as it was when it was read, and its sum. */
interface KnownFile {
  readonly path: string;
  /** Another stamp, another file. */
  readonly stamp: string;
  readonly sha256: string;
}

export interface PhotoSums {
  /**
   * SHA-256 of a photo's file, which is read only if it changed since it was read last.
   *
   * @throws MirrorError as the photo's `stream` does
   */
  readonly sumOf: (path: string, source: PhotoSource) => Promise<string>;
  /** Fires once the sums could not be written, with that error. */
  readonly failed: AbortSignal;
  /** Waits until all sums are in the store; throws what `failed` fires with. */
  readonly flush: () => Promise<void>;
}

/** Its value in the store. */
const INDEX = 'photos.jsonl';

/**
 * The sums of photos, kept in the store.
 *
 * @param options.file what a photo may be
 * @throws as the store's `read` does
 */
export async function openPhotoSums(
  store: BatchStore,
  { file, signal }: { readonly file: ReadOptions; readonly signal: AbortSignal },
): Promise<PhotoSums> {
  const known = new Map<string, KnownFile>();
  for await (const lines of readLines(store, INDEX)) {
    for (const line of lines) {
      const entry = parseLine(line);
      if (entry !== undefined) known.set(entry.path, entry);
    }
  }
  const { keep, failed, flush } = keeper(store, known);
  return {
    failed,
    flush,
    sumOf: async (path, source) => {
      throwIfAborted(signal);
      const stamp = await source.stampOf(path);
      const before = known.get(path);
      if (before !== undefined && isSameStamp(before.stamp, stamp)) return before.sha256;
      const sha256 = await sha256OfStream(source.stream(path, { ...file, signal }));
      const entry: KnownFile = { path, stamp, sha256 };
      // A file that is written while it is read is not known by its sum.
      if (!isSameStamp(await source.stampOf(path), stamp)) return sha256;
      known.set(path, entry);
      await keep(entry);
      return sha256;
    },
  };
}

/** What has no stamp is never known to be the same. */
function isSameStamp(a: string, b: string): boolean {
  return a === b && a !== '';
}

/** Keeps sums as they come, or all of them again and again where the store cannot append. */
function keeper(store: BatchStore, known: ReadonlyMap<string, KnownFile>) {
  const { append } = store;
  if (append !== undefined) {
    // The line break comes first: a line that a killed process left unfinished is ended by the next.
    const keep = (entry: KnownFile) => append(INDEX, `\n${JSON.stringify(entry)}`);
    return { keep, failed: new AbortController().signal, flush: async () => {} };
  }
  const lines = function* () {
    for (const entry of known.values()) yield JSON.stringify(entry);
  };
  const { touch, failed, flush } = createRewriter(() =>
    writeLines(store, INDEX, { lines: lines() }),
  );
  return { keep: async (_: KnownFile) => touch(), failed, flush };
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
