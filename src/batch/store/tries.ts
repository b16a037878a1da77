import { type BatchStore, readText } from './batchStore.js';
import { spreadKey } from './storeKeys.js';

/** After so many tries without a result, a photo is set aside. */
export const MOST_TRIES = 3;

/** What is said of a photo whose tries all ended with the process. */
export const NO_WORD = 'the process that mirrored it ended without a word';

/**
 * How each try of a photo ended, in order; `NO_WORD` for one that has not ended, or never will since its process was killed.
 */
export async function readTries(store: BatchStore, key: string): Promise<readonly string[]> {
  const text = await readText(store, spreadKey('tries', key));
  return (text ?? '').split('\n').filter((line) => line !== '');
}

/**
 * Says how the tries of a photo stand; none takes the file away. It is not forced to the disk: a process may be killed, and the mark stays; where
 * the machine loses power, a try is forgotten, which does no harm.
 *
 * @throws MirrorError `environment` or `input` if it cannot be written
 */
export async function writeTries(
  store: BatchStore,
  key: string,
  tries: readonly string[],
): Promise<void> {
  const at = spreadKey('tries', key);
  if (tries.length === 0) return store.remove(at);
  const text = tries.map((line) => `${line.replace(/\s+/g, ' ')}\n`).join('');
  await store.write(at, new TextEncoder().encode(text), { isMark: true });
}
