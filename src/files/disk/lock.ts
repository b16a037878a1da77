import { randomBytes } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { systemErrorCode } from './aboutFile.js';
import { atExit } from './atExit.js';
import { findFormerLock } from './formerLocks.js';
import { beginHeartbeat, HEARTBEAT_MILLISECONDS } from './heartbeat.js';
import { createLockFile, type OwnedLock, removeLockFile } from './lockFile.js';
import { lostLock, lostLockOf } from './ownedLock.js';
import { THIS_PROCESS } from './processIdentity.js';
import { createStaleLockRemover, lockFileName, sweepEndedLocks } from './staleLock.js';
import { sweepTemporaryFiles } from './temporaryFiles.js';
import { lowestExisting, removeEmptyFolders, unwritable } from './writeFileAtomically.js';

/** The process that a call waits for. */
export interface LockOwner {
  /** On its own machine, in its own container. */
  readonly pid: number;
  /** Its machine, if that has another name than this one. */
  readonly host: string | undefined;
  /** The lock file. */
  readonly path: string;
  /** False for a lock of version 0.1: if its process has ended elsewhere, it is in the way for a day. */
  readonly hasHeartbeat: boolean;
}

export interface LockOptions {
  /** What it is for, a part of the file name: lower-case letters, digits and hyphens. */
  readonly purpose: string;
  /** A lock under which this one is acquired: once that is lost, this one is, too. */
  readonly within?: OwnedLock;
  readonly signal?: AbortSignal;
  /** Called once with each process that this call waits for. */
  readonly onWaiting?: (owner: LockOwner) => void;
}

/** A lock that this call owns until it releases it. */
export interface Lock {
  /** For `assertOwned`, here or in another thread. */
  readonly owned: OwnedLock;
  /** Whether another call owned it first. */
  readonly waited: boolean;
  /** When it was acquired, by the clock of the disk, in milliseconds. */
  readonly acquiredMs: number;
  /** Fires, with the error that `assertOwned` throws, soon after the lock was lost. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
}

/** Between two reads of a lock of another owner. */
const PAUSE_MILLISECONDS = 100;

/** How long an owner may give no sign of life. */
const STALE_MILLISECONDS = 6 * HEARTBEAT_MILLISECONDS;

/**
 * Waits until no other process on any machine, nor another call of this one, owns the lock of that purpose on a
 * folder, which is made, and owns it from then on. What killed processes left half written there is swept away.
 *
 * The lock is a file that can be made only where none is. Its owner changes a number in it every two seconds; a lock
 * that was looked at for twelve seconds without a change is stale and is taken over. Neither clocks nor host names
 * are compared. Where its owner can be asked, since it runs under the same boot of Linux in the same PID namespace,
 * the lock of a process that has ended is stale at once.
 *
 * A process that ends itself in the middle of its work releases its locks; one that is killed leaves them to that.
 *
 * An owner that was asleep for longer has lost its lock. It calls `assertOwned` before each change, so that it
 * changes nothing more. No call of the system joins that look with a rename: a process that is stopped between the
 * two, for twelve seconds, is not caught.
 *
 * @throws MirrorError `aborted` when the signal fires, `input` or `environment` if the folder cannot be
 *   written; nothing is left behind
 */
export async function acquireLock(folder: string, options: LockOptions): Promise<Lock> {
  const { purpose, within, signal, onWaiting } = options;
  throwIfAborted(signal);
  const keptFolder = await lowestExisting(folder);
  const path = join(folder, lockFileName(purpose));
  const reported = new Set<string>();
  const reportOwner = (id: string, owner: LockOwner) => {
    if (reported.has(id)) return;
    reported.add(id);
    onWaiting?.(owner);
  };
  let owned: OwnedLock | undefined;
  let endHeartbeat = () => {};
  let callOff = () => {};
  const releaseNow = () => {
    try {
      removeLockFile(path, ({ token }) => token === owned?.token);
    } catch {
      // A disk that has failed meanwhile must not hide what was done, or why it was not.
    }
    removeEmptyFolders(folder, keptFolder);
  };
  const release = async () => {
    endHeartbeat();
    callOff();
    releaseNow();
  };
  const pause = async () => {
    await setTimeout(PAUSE_MILLISECONDS, undefined, { signal }).catch(() => {});
    throwIfAborted(signal);
  };
  try {
    const removeIfStale = createStaleLockRemover(path, STALE_MILLISECONDS / PAUSE_MILLISECONDS);
    while (owned === undefined) {
      owned = await create(folder, path);
      if (owned !== undefined) break;
      const other = removeIfStale();
      if (other === undefined) continue;
      const { pid, host } = other.owner ?? {};
      if (pid !== undefined) {
        const elsewhere = host === THIS_PROCESS.host ? undefined : host;
        reportOwner(other.token, { pid, host: elsewhere, path, hasHeartbeat: true });
      }
      await pause();
    }
    callOff = atExit(releaseNow);
    const lost = new AbortController();
    endHeartbeat = beginHeartbeat(owned, () => lost.abort(lostLock(path)));
    const acquiredMs = (await stat(path)).mtimeMs;
    for (;;) {
      const former = await findFormerLock(folder, { purpose, nowMs: acquiredMs });
      if (former === undefined) break;
      reportOwner(former.path, { ...former, hasHeartbeat: false });
      await pause();
    }
    await sweepEndedLocks(folder);
    await sweepTemporaryFiles(folder, acquiredMs);
    return {
      owned: { ...owned, within },
      waited: reported.size > 0,
      acquiredMs,
      lost: lost.signal,
      release,
    };
  } catch (error) {
    // Another process may have taken the lock over, and removed what was begun, while this one was stopped.
    const lost = lostLockOf(owned === undefined ? within : { ...owned, within });
    await release();
    throw error instanceof MirrorError ? error : (lost ?? unwritable(folder, error));
  }
}

async function create(folder: string, path: string): Promise<OwnedLock | undefined> {
  const token = randomBytes(16).toString('hex');
  for (let attempt = 0; ; attempt++) {
    try {
      await mkdir(folder, { recursive: true });
      return createLockFile(path, { token, owner: THIS_PROCESS });
    } catch (error) {
      // The folder went away with the lock of another call.
      if (systemErrorCode(error) !== 'ENOENT' || attempt > 100) throw error;
    }
  }
}
