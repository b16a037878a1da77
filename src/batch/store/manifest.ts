import type { BatchStore, StoreLock } from './batchStore.js';
import { readLines, writeLines } from './lines.js';
import { createRewriter } from './rewriter.js';

/** What became of a photo: one line of the manifest, and of `mirror batch --json`. Other programs rely on these names. */
export interface ManifestRecord {
  /** Absolute path, or `s3://bucket/key`. */
  readonly photo: string;
  readonly state: 'done' | 'unanswered' | 'failed';
  /** Of the music, from the folder of the manifest; null where there is none. */
  readonly midi: string | null;
  /** Of the photo's file; null where it could not be read. */
  readonly sha256: string | null;
  /** Name of the result in the store; null where the photo could not be read. */
  readonly key: string | null;
  /** Why there is no music; null where there is. */
  readonly message: string | null;
  /** Only where there is no music: the name that it has once there is some, since a photo keeps its name. */
  readonly name?: string;
}

export interface Manifest {
  /** The names of the music, by photo, as they were when the manifest was opened. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether a photo has a line. */
  readonly has: (photo: string) => boolean;
  /** Has a line appended soon, with others that come meanwhile, unless the last one of that photo says the same. */
  readonly add: (record: ManifestRecord) => void;
  /** Fires once a line could not be written, or the lock was lost, with that error: nothing more is written. */
  readonly failed: AbortSignal;
  /** Waits until all lines are there; throws what `failed` fires with. */
  readonly flush: () => Promise<void>;
  /** Writes it anew with one record a photo, in the order in which the photos first came. */
  readonly compact: () => Promise<void>;
}

const MANIFEST_FILE = 'manifest.jsonl';

/**
 * Opens the manifest of a batch's folder, or begins one. It has a single writer, who owns the lock.
 *
 * Where the store cannot append, it is written whole: half a minute after a line came, the larger it is the less often,
 * and at the end. A call that is killed in between has lost no result, and the next one has the same lines again.
 *
 * @throws as the store's `read` does
 */
export async function openManifest(out: BatchStore, lock: StoreLock): Promise<Manifest> {
  const records = new Map<string, string>();
  const names = new Map<string, string>();
  let isEnded = true;
  const onUnfinished = () => {
    isEnded = false;
  };
  for await (const lines of readLines(out, MANIFEST_FILE, { onUnfinished })) {
    for (const line of lines) {
      const record = recordOf(line);
      if (record === undefined) continue;
      records.set(record.photo, line);
      const name = record.midi ?? record.name;
      if (typeof name === 'string') names.set(record.photo, name);
    }
  }
  const writeWhole = async () =>
    records.size === 0 ? 0 : writeLines(out, MANIFEST_FILE, { lines: records.values(), lock });
  const changedLine = (record: ManifestRecord) => {
    const line = JSON.stringify(record);
    if (records.get(record.photo) === line) return undefined;
    records.set(record.photo, line);
    return `${line}\n`;
  };
  const has = (photo: string) => records.has(photo);
  const { append } = out;
  if (append === undefined) {
    const { touch, failed, flush } = createRewriter(writeWhole);
    const add = (record: ManifestRecord) => {
      if (changedLine(record) !== undefined) touch();
    };
    return { names, has, add, failed, flush, compact: flush };
  }
  const { add, failed, flush } = appendSoon((lines) => append(MANIFEST_FILE, lines, lock), {
    isEnded,
  });
  return {
    names,
    has,
    failed,
    add: (record) => {
      const line = changedLine(record);
      if (line !== undefined) add(line);
    },
    flush,
    compact: async () => {
      await writeWhole();
    },
  };
}

/**
 * Appends lines together that come while others are being written.
 *
 * @param options.isEnded whether the value ends with a line break: a line that a killed process left unfinished is ended by the next one's
 */
function appendSoon(
  append: (lines: string) => Promise<void>,
  { isEnded: endedAtFirst }: { readonly isEnded: boolean },
) {
  let isEnded = endedAtFirst;
  let pending: string[] = [];
  let writing: Promise<void> | undefined;
  const stop = new AbortController();
  const failed = stop.signal;
  const write = async () => {
    while (pending.length > 0 && !failed.aborted) {
      const lines = `${isEnded ? '' : '\n'}${pending.join('')}`;
      pending = [];
      try {
        await append(lines);
        isEnded = true;
      } catch (error) {
        stop.abort(error);
      }
    }
    writing = undefined;
  };
  return {
    failed,
    add: (line: string) => {
      pending.push(line);
      writing ??= write();
    },
    flush: async () => {
      await writing;
      failed.throwIfAborted();
    },
  };
}

function recordOf(line: string): ManifestRecord | undefined {
  try {
    const record = JSON.parse(line) as ManifestRecord | null;
    return typeof record?.photo === 'string' && record.state !== undefined ? record : undefined;
  } catch {
    return undefined;
  }
}
