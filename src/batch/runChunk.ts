import { throwIfAborted } from '../errors.js';
import { groupBy } from '../math/groupBy.js';
import type { BatchPhoto, Result } from './batch.js';
import { type MirrorPhotos, type PhotoTries, photoSteps } from './photoSteps.js';
import type { BatchStore } from './store/batchStore.js';
import { readResult } from './store/results.js';
import { MOST_TRIES, PROCESS_ENDED, readTries, writeTries } from './store/tries.js';

export interface ChunkOptions {
  readonly store: BatchStore;
  readonly mirror: MirrorPhotos;
  readonly signal: AbortSignal;
  /** Called with each photo that has its result now, whether it was computed here or was there before. */
  readonly onResult?: (photo: BatchPhoto, result: Result) => void;
}

/**
 * One pass over a chunk: mirrors the photos that have no result in the store. A photo that already was tried, by this
 * or by a process that was killed, is mirrored by itself after the others, so that it takes no other one with it; after
 * `MOST_TRIES` tries it is set aside with its message.
 *
 * @returns how a photo failed that is to be tried again, with its path; undefined if the chunk is finished
 * @throws MirrorError `environment` where the machine is at fault and not the photo, `aborted` when the signal fires; what
 *   was finished before stays
 */
export async function runChunk(
  photos: readonly BatchPhoto[],
  { store, mirror, signal, onResult = () => {} }: ChunkOptions,
): Promise<string | undefined> {
  // Photos with the same bytes and the same title are one piece of music.
  const same = groupBy(photos, ({ key }) => key);
  const tell = (key: string, result: Result) => {
    for (const photo of same.get(key) ?? []) onResult(photo, result);
  };
  const ledger: PhotoTries = { tries: new Map(), underWay: new Set(), failures: [] };
  const fresh: BatchPhoto[] = [];
  const suspects: BatchPhoto[] = [];
  for (const [photo] of same.values() as Iterable<[BatchPhoto]>) {
    throwIfAborted(signal);
    const known = await readResult(store, photo.key);
    if (known !== undefined) {
      tell(photo.key, known);
      continue;
    }
    const before = await readTries(store, photo.key);
    ledger.tries.set(photo.key, before);
    (before.length > 0 ? suspects : fresh).push(photo);
  }
  const { setAside, ...steps } = photoSteps({ store, signal, ledger, tell });
  try {
    if (fresh.length > 0) await mirror(fresh, steps);
    for (const photo of suspects) {
      throwIfAborted(signal);
      const isSpent = (ledger.tries.get(photo.key)?.length ?? 0) >= MOST_TRIES;
      if (isSpent) await setAside(photo);
      else await mirror([photo], steps);
    }
  } finally {
    // What was stopped in the middle through no fault of its own has not been tried.
    for (const key of ledger.underWay) {
      await writeTries(store, key, ledger.tries.get(key) ?? []).catch(() => {});
    }
  }
  return ledger.tries.size === 0 ? undefined : (ledger.failures[0] ?? PROCESS_ENDED);
}
