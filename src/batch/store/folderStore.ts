import { createReadStream } from 'node:fs';
import {
  appendFile,
  type FileHandle,
  mkdir,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { systemErrorCode } from '../../files/disk/aboutFile.js';
import { acquireLock } from '../../files/disk/lock.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { readBeginning } from '../../files/disk/readBeginning.js';
import { fillFileAtomically, unwritable } from '../../files/disk/writeFileAtomically.js';
import { writeMidiFile } from '../../files/disk/writeMidiFile.js';
import { type BatchStore, piecesOf } from './batchStore.js';

/** A disk, or a folder over a network, gives more to several readers. */
const READS_AT_ONCE = 4;

const POLL_MILLISECONDS = 500;

const STREAM_PIECE_BYTES = 256 * 1024;

/** A store in a folder, which is made with the first value; keys are paths within it. */
export function openFolderStore(folder: string): BatchStore {
  const pathOf = (key: string) => join(folder, ...key.split('/'));
  return {
    address: folder,
    readsAtOnce: READS_AT_ONCE,
    pollMilliseconds: POLL_MILLISECONDS,
    read: async (key, { first } = {}) => {
      try {
        return await (first === undefined
          ? readFile(pathOf(key))
          : readBeginning(pathOf(key), first));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    stream: async function* (key) {
      try {
        yield* createReadStream(pathOf(key), { highWaterMark: STREAM_PIECE_BYTES });
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
    write: async (key, bytes, { lock, isMark = false } = {}) => {
      const path = pathOf(key);
      const pieces = piecesOf(bytes);
      await changing(path, async () => {
        if (isMark) {
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, Buffer.concat([...pieces]));
          return;
        }
        const fill = async (file: FileHandle) => {
          // Each goes on where the one before it ended.
          for (const piece of pieces) await file.writeFile(piece);
        };
        await fillFileAtomically(path, fill, lock && { lock: lock.owned });
      });
    },
    placeMidi: async (key, bytes) => {
      const path = pathOf(key);
      const present = await readFile(path).catch(() => undefined);
      if (present !== undefined && Buffer.compare(present, bytes) === 0)
        return { isWritten: false };
      const kept = await changing(path, () => writeMidiFile(path, bytes));
      return { isWritten: true, kept };
    },
    append: async (key, text, lock) => {
      const path = pathOf(key);
      await changing(path, async () => {
        await mkdir(dirname(path), { recursive: true });
        assertOwned(lock?.owned);
        await appendFile(path, text);
      });
    },
    remove: (key) => changing(pathOf(key), () => rm(pathOf(key), { force: true })),
    list: async (within) => {
      try {
        const entries = await readdir(pathOf(within), { withFileTypes: true });
        return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    lock: async ({ onNote: _, ...options }) => {
      const lock = await acquireLock(folder, options);
      const { owned, lost, release } = lock;
      return { owned, lost, release, assertOwned: async () => assertOwned(owned) };
    },
  };
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '');
}

/** A store that cannot be written is no fault of the photo, or the audio, whose result it is: the code is never `input`. */
async function changing<Result>(path: string, change: () => Promise<Result>): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    const shown = error instanceof MirrorError ? error : unwritable(path, error);
    throw shown.code === 'input'
      ? new MirrorError('environment', shown.message, { cause: shown })
      : shown;
  }
}
