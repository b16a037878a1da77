import { readFile, rm } from 'node:fs/promises';
import { systemErrorCode } from '../../files/disk/aboutFile.js';
import { unwritable, writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import type { Result } from '../batch.js';
import { spreadPath } from './storeFolder.js';

/** Where the music of a key lies. It is written before the record, so that a record never lacks it. */
export function musicPath(store: string, key: string): string {
  return `${spreadPath(store, 'results', key)}.mid`;
}

/**
 * The result of a key; undefined if there is none. What cannot be understood counts as none and is written anew.
 *
 * @throws the system's error if the store cannot be read
 */
export async function readResult(store: string, key: string): Promise<Result | undefined> {
  const text = await readText(recordPath(store, key));
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
 * @throws MirrorError as `writeFileAtomically` does
 */
export async function writeResult(store: string, key: string, result: Result): Promise<void> {
  const text = `${JSON.stringify(result)}\n`;
  await writeFileAtomically(recordPath(store, key), new TextEncoder().encode(text));
}

/** Takes a result away, so that it is computed again. */
export async function removeResult(store: string, key: string): Promise<void> {
  const path = recordPath(store, key);
  await rm(path, { force: true }).catch((error) => {
    throw unwritable(path, error);
  });
}

function recordPath(store: string, key: string): string {
  return `${spreadPath(store, 'results', key)}.json`;
}

/** A file's text; undefined where there is no file. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return undefined;
    throw error;
  }
}
