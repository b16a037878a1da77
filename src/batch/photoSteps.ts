import { MirrorError } from '../errors.js';
import type { BatchPhoto, Result } from './batch.js';
import type { BatchStore } from './store/batchStore.js';
import { readResult, writeMusic, writeResult } from './store/results.js';
import { failureLine, MOST_TRIES, PROCESS_ENDED, writeTries } from './store/tries.js';

/** What is told of each photo of a chunk while it is mirrored. */
export interface PhotoSteps {
  /** Writes the music of a photo, a MIDI file, to where it belongs. */
  readonly writeMusic: (photo: BatchPhoto, music: Uint8Array) => Promise<void>;
  /** To be awaited once the photo's bytes have been read and have the right sum, before anything is made of them. */
  readonly begin: (photo: BatchPhoto) => Promise<void>;
  /** To be awaited once the music is written. */
  readonly done: (photo: BatchPhoto, piece: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly failed: (photo: BatchPhoto, error: unknown) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Mirrors photos, several at a time if it likes; throws only what stops all of them. */
export type MirrorPhotos = (photos: readonly BatchPhoto[], steps: PhotoSteps) => Promise<void>;

/** How the photos of a chunk stand that have no result yet. */
export interface PhotoTries {
  /** How the tries of each ended, by key. */
  readonly tries: Map<string, readonly string[]>;
  /** Keys of those that are being made something of. */
  readonly underWay: Set<string>;
  /** Lines on those that are to be tried again. */
  readonly failures: string[];
}

/**
 * The steps of a chunk's photos, which keep its ledger and the store.
 *
 * @param options.tell called with each result that was written
 * @returns with `setAside`, which gives a photo up after its last try unless it has its result by then
 */
export function photoSteps({
  store,
  signal,
  ledger,
  tell,
}: {
  readonly store: BatchStore;
  readonly signal: AbortSignal;
  readonly ledger: PhotoTries;
  readonly tell: (key: string, result: Result) => void;
}): PhotoSteps & { readonly setAside: (photo: BatchPhoto, error?: unknown) => Promise<void> } {
  const { tries, underWay, failures } = ledger;
  const triesOf = ({ key }: BatchPhoto) => tries.get(key) ?? [];
  const settle = async ({ key }: BatchPhoto, result: Result) => {
    await writeResult(store, key, result);
    await writeTries(store, key, []);
    tries.delete(key);
    underWay.delete(key);
    tell(key, result);
  };
  const setAside = async (photo: BatchPhoto, error?: unknown) => {
    const ended = triesOf(photo);
    const code = error instanceof MirrorError ? error.code : 'unknown';
    const message = ended.at(-1) ?? PROCESS_ENDED;
    // Another process, which was taken to have ended, may have finished it meanwhile.
    const known = await readResult(store, photo.key);
    await settle(
      photo,
      known ?? { state: 'failed', code, message, tries: ended.length, isFinal: false },
    );
  };
  return {
    signal,
    setAside,
    writeMusic: ({ key }, music) => writeMusic(store, { key, music }),
    begin: async (photo) => {
      underWay.add(photo.key);
      await writeTries(store, photo.key, [...triesOf(photo), PROCESS_ENDED]);
    },
    done: (photo, piece) => settle(photo, { state: 'done', piece }),
    failed: async (photo, error) => {
      if (isOfMachine(error)) throw error;
      const message = messageAbout(photo.path, error);
      if (error instanceof MirrorError && underWay.has(photo.key)) {
        return settle(photo, lastingResult(error, message));
      }
      const ended = [...triesOf(photo), message];
      underWay.delete(photo.key);
      tries.set(photo.key, ended);
      await writeTries(store, photo.key, ended);
      failures.push(`${photo.path}: ${message}`);
      if (ended.length >= MOST_TRIES) await setAside(photo, error);
    },
  };
}

/** These bytes come to this each time. */
function lastingResult({ code }: MirrorError, message: string): Result {
  return code === 'unanswered'
    ? { state: 'unanswered', message }
    : { state: 'failed', code, message, tries: 1, isFinal: true };
}

/** Whether it says nothing of the photo: the disk is full, the network of the detector cannot be loaded, Ctrl-C. */
export function isOfMachine(error: unknown): boolean {
  return error instanceof MirrorError && ['environment', 'aborted', 'usage'].includes(error.code);
}

/** The message in one line, without the path that opens it. */
function messageAbout(path: string, error: unknown): string {
  const message = failureLine(error);
  const prefix = `${failureLine(path)}: `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}
