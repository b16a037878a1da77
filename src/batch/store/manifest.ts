import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorError } from '../../errors.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { unwritable, writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { readText } from './results.js';

/** What became of a photo: one line of the manifest, and of `mirror batch --json`. Other programs rely on these names. */
export interface ManifestRecord {
  /** Absolute path. */
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
}

export interface Manifest {
  /** Has a line appended soon, with others that come meanwhile, unless the last one of that photo says the same. */
  readonly add: (record: ManifestRecord) => void;
  /** Waits until all lines are there; throws MirrorError if one could not be written, or if the lock was lost. */
  readonly flush: () => Promise<void>;
  /** Writes it anew with one record a photo, in the order in which the photos first came. */
  readonly compact: () => Promise<void>;
}

export const MANIFEST_FILE = 'manifest.jsonl';

/**
 * Opens the manifest of a folder, or begins one. It has a single writer, who owns the lock.
 *
 * @throws the system's error if it is there and cannot be read
 */
export async function openManifest(out: string, lock: OwnedLock): Promise<Manifest> {
  const path = join(out, MANIFEST_FILE);
  const records = new Map<string, string>();
  const text = (await readText(path)) ?? '';
  for (const line of text.split('\n')) {
    const photo = photoOf(line);
    if (photo !== undefined) records.set(photo, line);
  }
  // A line that a killed process left unfinished is ended by the next one's line break.
  let isEnded = text === '' || text.endsWith('\n');
  let pending: string[] = [];
  let writing: Promise<void> | undefined;
  let fault: { readonly error: unknown } | undefined;
  const append = async () => {
    while (pending.length > 0 && fault === undefined) {
      const lines = `${isEnded ? '' : '\n'}${pending.join('')}`;
      pending = [];
      try {
        assertOwned(lock);
        await appendFile(path, lines);
        isEnded = true;
      } catch (error) {
        fault = { error: error instanceof MirrorError ? error : unwritable(path, error) };
      }
    }
    writing = undefined;
  };
  return {
    add: (record) => {
      const line = JSON.stringify(record);
      if (records.get(record.photo) === line) return;
      records.set(record.photo, line);
      pending.push(`${line}\n`);
      writing ??= append();
    },
    flush: async () => {
      await writing;
      if (fault !== undefined) throw fault.error;
    },
    compact: async () => {
      const lines = [...records.values()].map((line) => `${line}\n`).join('');
      if (lines !== '') await writeFileAtomically(path, new TextEncoder().encode(lines), { lock });
    },
  };
}

function photoOf(line: string): string | undefined {
  try {
    const record = JSON.parse(line) as Partial<ManifestRecord> | null;
    return typeof record?.photo === 'string' && record.state !== undefined
      ? record.photo
      : undefined;
  } catch {
    return undefined;
  }
}
