import { type BatchStore, readText } from './batchStore.js';
import { spreadKey } from './storeKeys.js';

/** After so many tries without a result, a photo or a segment is set aside. */
export const MOST_TRIES = 3;

/** What is said of a photo, or a segment, whose tries all ended with their process. */
export const PROCESS_ENDED = 'its process ended without a message';

/**
 * How each try of a photo ended, in order; `PROCESS_ENDED` for one that has not ended, or never will since its process was killed.
 *
 * @throws as the store's `read` does
 */
export function readTries(store: BatchStore, key: string): Promise<readonly string[]> {
  return readTriesAt(store, spreadKey('tries', key));
}

/**
 * Says how the tries of a photo stand.
 *
 * @throws as `writeTriesAt` does
 */
export function writeTries(
  store: BatchStore,
  key: string,
  tries: readonly string[],
): Promise<void> {
  return writeTriesAt(store, spreadKey('tries', key), tries);
}

/** How a try ended, by its error, in one line. */
export function failureLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, ' ').trim();
}

/** The same, by where they lie in the store. */
export async function readTriesAt(store: BatchStore, at: string): Promise<readonly string[]> {
  const text = await readText(store, at);
  return (text ?? '').split('\n').filter((line) => line !== '');
}

/**
 * Writes tries, a line each; none takes the value away. It is not forced to the disk: a process may be killed, and the
 * mark stays; where the machine loses power, a try is forgotten, which does no harm.
 *
 * @throws as the store's `write` and `remove` do
 */
export async function writeTriesAt(
  store: BatchStore,
  at: string,
  tries: readonly string[],
): Promise<void> {
  if (tries.length === 0) return store.remove(at);
  const text = tries.map((line) => `${line.replace(/\s+/g, ' ')}\n`).join('');
  await store.write(at, new TextEncoder().encode(text), { isMark: true });
}
