import type { LockOwner } from '../../files/disk/lock.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';

/**
 * Where a batch keeps what it makes: values under keys, in a folder (`openFolderStore`) or in S3 (`openS3Store`). A key
 * is a path with slashes, such as `results/abc/abcdef.json`. The layout below the address and the bytes of every value
 * are the same in both.
 */
export interface BatchStore {
  /** As jobs name it: the path of a folder, or `s3://bucket/prefix`. */
  readonly address: string;
  /** How many reads, or writes, at a time are worth it. */
  readonly readsAtOnce: number;
  /** Between two looks at what others have written, in milliseconds. */
  readonly pollMilliseconds: number;
  /**
   * The value of a key; undefined if there is none.
   *
   * @param options.first only so many bytes from its beginning
   * @throws MirrorError `environment` if S3 refuses or does not answer; the system's error if a folder cannot be read
   */
  readonly read: (key: string, options?: { first?: number }) => Promise<Uint8Array | undefined>;
  /** The same value piece by piece; nothing if there is none. Throws as `read` does. */
  readonly stream: (key: string) => AsyncIterable<Uint8Array>;
  /**
   * Writes a value whole or not at all.
   *
   * @param bytes all of it, or its pieces in order
   * @throws MirrorError `environment`, also if the lock is lost by then
   */
  readonly write: (
    key: string,
    bytes: Uint8Array | Iterable<Uint8Array>,
    options?: StoreWriteOptions,
  ) => Promise<void>;
  /**
   * Writes the music of a result where the caller wants it. A value that has these bytes stays; a file that does not
   * say that it was written here (`bearsMidiMark`) is kept under another name (`keepingNames`) before its place is
   * taken. Done twice, even at once, it loses nothing.
   *
   * @throws as `write` does
   */
  readonly placeMidi: (key: string, bytes: Uint8Array) => Promise<PlacedMidi>;
  /** Adds to the end of a value; undefined where a value can only be written whole. Throws as `write` does. */
  readonly append?: (key: string, text: string, lock?: StoreLock) => Promise<void>;
  /** Takes a value away, if it is there. Throws as `write` does. */
  readonly remove: (key: string) => Promise<void>;
  /** Names of the values directly in a folder, '' for the store itself; a folder that is not there has none. Throws as `read` does. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /**
   * Waits until no other call owns the lock of that purpose, and owns it from then on.
   *
   * @throws MirrorError `aborted` when the signal fires; `environment`, or `input` for a folder, if the lock cannot be made
   */
  readonly lock: (options: StoreLockOptions) => Promise<StoreLock>;
}

export interface PlacedMidi {
  /** No if these bytes were there already. */
  readonly isWritten: boolean;
  /** Where the file of another maker is from now on that was in its place; undefined if there was none. */
  readonly kept?: string | undefined;
}

export interface StoreWriteOptions {
  /** The lock under which it is written. */
  readonly lock?: StoreLock | undefined;
  /** Whether it may be lost with the power of the machine, or be seen half written; it is then not forced to the disk. */
  readonly isMark?: boolean;
}

export interface StoreLockOptions {
  /** A part of its name: lower-case letters, digits and hyphens. */
  readonly purpose: string;
  readonly signal?: AbortSignal;
  /** Called once with each process that this call waits for. */
  readonly onWaiting?: (owner: LockOwner) => void;
  /** Called with one line if the store cannot keep two calls apart that begin in the same moment. */
  readonly onNote?: (line: string) => void;
}

/** A lock that this call owns until it releases it. */
export interface StoreLock {
  /** The lock file of a folder; undefined in S3. */
  readonly owned: OwnedLock | undefined;
  /** @throws MirrorError `environment` if another call has taken it over */
  readonly assertOwned: () => Promise<void>;
  /** Fires soon after the lock was lost, with that error. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
}

/** The pieces of what is written. */
export function piecesOf(bytes: Uint8Array | Iterable<Uint8Array>): Iterable<Uint8Array> {
  return bytes instanceof Uint8Array ? [bytes] : bytes;
}

/** Reads a value as text. */
export async function readText(store: BatchStore, key: string): Promise<string | undefined> {
  const bytes = await store.read(key);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** Writes a value as one line of JSON. The same value gives the same bytes. */
export function writeJson(store: BatchStore, key: string, value: unknown): Promise<void> {
  return store.write(key, new TextEncoder().encode(`${JSON.stringify(value)}\n`));
}
