import { closeSync, constants, lstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { MirrorError } from '../../errors.js';
import { systemErrorCode } from './aboutFile.js';
import type { ProcessIdentity } from './processIdentity.js';

/** A lock that some process owns: plain data, so that it can be sent to a thread. */
export interface OwnedLock {
  /** The lock file. */
  readonly path: string;
  /** 32 hexadecimal digits that no other lock ever has: the lock is owned as long as the file begins with them. */
  readonly token: string;
  /** Where in the file its heartbeat stands, in bytes. */
  readonly beatPosition: number;
  /** The lock under which this one was acquired, if it was. */
  readonly within?: OwnedLock;
}

/** What a lock file says, as text; and its owner, unless it is torn. */
export interface LockFileContent {
  /** Equal as long as the owner has given no further sign of life. */
  readonly text: string;
  readonly token: string;
  readonly owner: ProcessIdentity | undefined;
}

/** A collection may come from others, and opening a pipe of that name would wait for its writer. Windows has no such flag. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A lock file has some 200 bytes. */
const MOST_BYTES = 1024;
const TOKEN_DIGITS = 32;
const BEAT_DIGITS = 12;

/**
 * Makes a lock file where none is: the token, a line about the owner, and its heartbeat, a time in milliseconds.
 *
 * Everything here is done at once and not in the background, so that as little as possible can come between looking at
 * the file and changing it.
 *
 * @returns undefined if there is one already
 * @throws the system's error, `ENOENT` without the folder
 */
export function createLockFile(
  path: string,
  { token, owner }: { readonly token: string; readonly owner: ProcessIdentity },
): OwnedLock | undefined {
  const head = `${token}\n${JSON.stringify(owner)}\n`;
  try {
    const file = openSync(path, 'wx');
    try {
      writeSync(file, `${head}${beatText()}\n`);
    } catch (error) {
      // On a full disk: a torn lock would be in the way of others until it is stale.
      rmSync(path, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return undefined;
    throw error;
  }
  return { path, token, beatPosition: Buffer.byteLength(head) };
}

/**
 * What a lock file says; undefined if there is no such file.
 *
 * @throws MirrorError `input` for a link, which no lock is: one to nothing could neither be made nor read for ever
 */
export function readLockFile(path: string): LockFileContent | undefined {
  refuseLink(path);
  try {
    const file = openSync(path, READ_WITHOUT_WAITING);
    try {
      const bytes = Buffer.alloc(MOST_BYTES);
      const text = bytes.toString('utf8', 0, readSync(file, bytes, 0, MOST_BYTES, null));
      return { text, token: text.slice(0, TOKEN_DIGITS), owner: parseOwner(text.split('\n')[1]) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function refuseLink(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new MirrorError(
    'input',
    `${path}: Expected a lock file but this is a link, which no process made. Delete it.`,
  );
}

/**
 * Whether a lock is still owned, with a sign of life if it is. A process that was asleep finds here that its lock was
 * taken over, and one that is about to take it over finds that it is not stale.
 */
export function keepLock({ path, token, beatPosition }: OwnedLock): boolean {
  try {
    // One handle for both: if the file is replaced in between, the heartbeat goes to the one that is gone.
    const file = openSync(path, 'r+');
    try {
      const bytes = Buffer.alloc(TOKEN_DIGITS);
      readSync(file, bytes, 0, TOKEN_DIGITS, 0);
      if (bytes.toString('latin1') !== token) return false;
      writeHeartbeat(file, beatPosition);
    } finally {
      closeSync(file);
    }
    return readLockFile(path)?.token === token;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Takes a lock file away if it still says the same; the system's error if it cannot be. */
export function removeLockFile(path: string, isSame: (content: LockFileContent) => boolean): void {
  const content = readLockFile(path);
  if (content !== undefined && isSame(content)) rmSync(path, { force: true });
}

/** Who owns the lock is what it says; on a full disk it can still say that. */
function writeHeartbeat(file: number, position: number): void {
  try {
    writeSync(file, beatText(), position);
  } catch (error) {
    if (!['EDQUOT', 'ENOSPC'].includes(systemErrorCode(error) ?? '')) throw error;
  }
}

/** Milliseconds of a clock that never goes back: two heartbeats of one owner differ. */
function beatText(): string {
  return String(process.hrtime.bigint() / 1_000_000n).padStart(BEAT_DIGITS, '0');
}

function parseOwner(line = ''): ProcessIdentity | undefined {
  try {
    const owner = JSON.parse(line) as Partial<ProcessIdentity> | null;
    const { system, pid, startTicks, host } = owner ?? {};
    const isWhole = [system, host].every((each) => typeof each === 'string');
    const areNumbers = [pid, startTicks].every(Number.isSafeInteger);
    return isWhole && areNumbers ? (owner as ProcessIdentity) : undefined;
  } catch {
    return undefined;
  }
}
