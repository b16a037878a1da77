import type { Result } from '../batch.js';
import { type BatchStore, readText, writeJson } from './batchStore.js';
import { spreadKey } from './storeKeys.js';

/** The music of a result; undefined if there is none. */
export function readMusic(store: BatchStore, key: string): Promise<Uint8Array | undefined> {
  return store.read(musicKey(key));
}

/** Writes the music of a result. It comes before the record, so that a record never lacks it. */
export function writeMusic(
  store: BatchStore,
  { key, music }: { readonly key: string; readonly music: Uint8Array },
): Promise<void> {
  return store.write(musicKey(key), music);
}

/**
 * The result of a key; undefined if there is none. What cannot be understood counts as none and is written anew.
 *
 * @throws as the store's `read` does
 */
export async function readResult(store: BatchStore, key: string): Promise<Result | undefined> {
  const text = await readText(store, recordKey(key));
  if (text === undefined) return undefined;
  try {
    const result = JSON.parse(text) as Result;
    return ['done', 'unanswered', 'failed'].includes(result.state) ? result : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes a result whole. The same result gives the same bytes.
 *
 * @throws as the store's `write` does
 */
export async function writeResult(store: BatchStore, key: string, result: Result): Promise<void> {
  await writeJson(store, recordKey(key), result);
}

/** Takes a result away, so that it is computed again. */
export async function removeResult(store: BatchStore, key: string): Promise<void> {
  await store.remove(recordKey(key));
}

function musicKey(key: string): string {
  return `${spreadKey('results', key)}.mid`;
}

function recordKey(key: string): string {
  return `${spreadKey('results', key)}.json`;
}
