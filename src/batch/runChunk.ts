import { MirrorError, throwIfAborted } from '../errors.js';
import type { BatchPhoto, Result } from './batch.js';
import { musicPath, readResult, writeResult } from './store/results.js';
import { MOST_TRIES, NO_WORD, readTries, writeTries } from './store/tries.js';

/** What a chunk tells of each photo while it is mirrored. */
export interface PhotoSteps {
  /** Where the music goes. */
  readonly musicPath: (photo: BatchPhoto) => string;
  /** To be awaited once the photo's bytes have been read and have the right sum, before anything is made of them. */
  readonly begin: (photo: BatchPhoto) => Promise<void>;
  /** To be awaited once the music lies at its path. */
  readonly done: (photo: BatchPhoto, piece: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly failed: (photo: BatchPhoto, error: unknown) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Mirrors photos, several at a time if it likes; throws only what stops all of them. */
export type MirrorPhotos = (photos: readonly BatchPhoto[], steps: PhotoSteps) => Promise<void>;

export interface ChunkOptions {
  readonly store: string;
  readonly mirror: MirrorPhotos;
  readonly signal: AbortSignal;
  /** Called with each photo that has its result now, whether it was computed here or was there before. */
  readonly onResult?: (photo: BatchPhoto, result: Result) => void;
}

/**
 * One pass over a chunk: mirrors the photos that have no result in the store. A photo that already was tried, by this or by a process that was
 * killed, is mirrored by itself after the others, so that it takes no other one with it; after `MOST_TRIES` tries it is set
 * aside with its message.
 *
 * @returns how a photo failed that is to be tried again, with its path; undefined if the chunk is finished
 * @throws MirrorError `environment` where the machine is at fault and not the photo, `aborted` when the signal fires; what
 *   was finished before stays
 */
export async function runChunk(
  photos: readonly BatchPhoto[],
  { store, mirror, signal, onResult = () => {} }: ChunkOptions,
): Promise<string | undefined> {
  const fresh: BatchPhoto[] = [];
  const suspects: BatchPhoto[] = [];
  const tries = new Map<string, readonly string[]>();
  const same = new Map<string, BatchPhoto[]>();
  for (const photo of photos) same.set(photo.key, [...(same.get(photo.key) ?? []), photo]);
  const tell = (key: string, result: Result) => {
    for (const photo of same.get(key) ?? []) onResult(photo, result);
  };
  for (const [photo] of same.values() as Iterable<[BatchPhoto]>) {
    throwIfAborted(signal);
    const known = await readResult(store, photo.key);
    if (known !== undefined) {
      tell(photo.key, known);
      continue;
    }
    const before = await readTries(store, photo.key);
    tries.set(photo.key, before);
    (before.length > 0 ? suspects : fresh).push(photo);
  }

  let unfinished: string | undefined;
  const settle = async ({ key }: BatchPhoto, result: Result) => {
    await writeResult(store, key, result);
    await writeTries(store, key, []);
    tries.delete(key);
    underWay.delete(key);
    tell(key, result);
  };
  /** Keys of photos that are being made something of. */
  const underWay = new Set<string>();
  const triesOf = ({ key }: BatchPhoto) => tries.get(key) ?? [];
  const steps: PhotoSteps = {
    signal,
    musicPath: ({ key }) => musicPath(store, key),
    begin: async (photo) => {
      underWay.add(photo.key);
      await writeTries(store, photo.key, [...triesOf(photo), NO_WORD]);
    },
    done: (photo, piece) => settle(photo, { state: 'done', piece }),
    failed: async (photo, error) => {
      if (isOfMachine(error)) throw error;
      const message = messageAbout(photo.path, error);
      const wasRead = underWay.has(photo.key);
      if (error instanceof MirrorError && wasRead) {
        const result: Result =
          error.code === 'unanswered'
            ? { state: 'unanswered', message }
            : { state: 'failed', code: error.code, message, tries: 1, isFinal: true };
        return settle(photo, result);
      }
      const now = [...triesOf(photo), message];
      underWay.delete(photo.key);
      tries.set(photo.key, now);
      await writeTries(store, photo.key, now);
      unfinished ??= `${photo.path}: ${message}`;
      if (now.length >= MOST_TRIES) await setAside(photo, error);
    },
  };
  const setAside = (photo: BatchPhoto, error?: unknown) => {
    const code = error instanceof MirrorError ? error.code : 'unknown';
    const [message = NO_WORD] = triesOf(photo).slice(-1);
    return settle(photo, {
      state: 'failed',
      code,
      message,
      tries: triesOf(photo).length,
      isFinal: false,
    });
  };

  try {
    if (fresh.length > 0) await mirror(fresh, steps);
    for (const photo of suspects) {
      throwIfAborted(signal);
      if (triesOf(photo).length >= MOST_TRIES) await setAside(photo);
      else await mirror([photo], steps);
    }
  } finally {
    // What was stopped in the middle through no fault of its own has not been tried.
    for (const key of underWay) await writeTries(store, key, tries.get(key) ?? []).catch(() => {});
  }
  const isFinished = [...same.keys()].every((key) => !tries.has(key));
  return isFinished ? undefined : unfinished;
}

/** Whether it says nothing of the photo: the disk is full, the network of the detector cannot be loaded, Ctrl-C. */
function isOfMachine(error: unknown): boolean {
  return error instanceof MirrorError && ['environment', 'aborted', 'usage'].includes(error.code);
}

/** The message without the path that opens it. */
function messageAbout(path: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message)
    .replace(/\s+/g, ' ')
    .trim();
}
