import { MirrorError } from '../../errors.js';
import { keepLock, type OwnedLock, readLockFile } from './lockFile.js';

/**
 * Makes sure, just before something is changed, that the lock it is changed under is still owned.
 *
 * @param lock without one, there is nothing to lose
 * @throws MirrorError `environment` if another process has taken it over, or the disk does not answer
 */
export function assertOwned(lock: OwnedLock | undefined): void {
  if (lock === undefined) return;
  assertOwned(lock.within);
  let isOwned: boolean;
  try {
    isOwned = keepLock(lock);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MirrorError(
      'environment',
      `${lock.path}: Expected to read this lock but the disk refused it (${reason}). Nothing more was written. Try again.`,
      { cause: error },
    );
  }
  if (!isOwned) throw lostLock(lock.path);
}

/** Whether a lock is known to be another's by now, for a call that has failed and would tidy up. */
export function isLost(lock: OwnedLock | undefined): boolean {
  return lostLockOf(lock) !== undefined;
}

/** What is to be said of a lock that is known to be another's by now; undefined of one that is not. */
export function lostLockOf(lock: OwnedLock | undefined): MirrorError | undefined {
  if (lock === undefined) return undefined;
  try {
    const isOwned = readLockFile(lock.path)?.token === lock.token;
    return lostLockOf(lock.within) ?? (isOwned ? undefined : lostLock(lock.path));
  } catch {
    return undefined;
  }
}

/** What is said by an owner that finds its lock to be another's. */
export function lostLock(path: string): MirrorError {
  return new MirrorError(
    'environment',
    `${path}: Expected to own this lock to the end but another mirror took it over while this one was asleep or stopped. Nothing more was written. Run it again.`,
  );
}
