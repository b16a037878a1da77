import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createLockFile, type LockFileContent, readLockFile, removeLockFile } from './lockFile.js';
import { isKnownToHaveEnded, THIS_PROCESS } from './processIdentity.js';

const LOCK_NAME = /^\.mirror\.[a-z0-9-]+\.lock/;

/** The name of the lock file of a purpose: lower-case letters, digits and hyphens. */
export function lockFileName(purpose: string): string {
  return `.mirror.${purpose}.lock`;
}

/** Removes the locks in a folder, whatever they are for, whose owners are known to have ended; those that cannot be read stay. */
export async function sweepEndedLocks(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const lockName = LOCK_NAME.exec(name)?.[0];
    if (lockName === undefined) continue;
    try {
      createStaleLockRemover(join(folder, lockName), Number.POSITIVE_INFINITY)();
    } catch {
      // They do no harm, and the next owner may.
    }
  }
}

/**
 * Looks at a lock file, again and again, and removes it once it is stale: its owner is known to have ended, or has given
 * no sign of life through that many reads. Reads are counted and no time is measured: a computer that was asleep
 * finds neither its own locks stale nor those of others.
 *
 * @param mostReads at one and the same content
 * @returns what reads it once: the lock's content, or undefined if there is no lock any longer
 */
export function createStaleLockRemover(
  path: string,
  mostReads: number,
): () => LockFileContent | undefined {
  const reads = new Map<string, { readonly text: string; readonly count: number }>();
  const isStale = (file: string, { text, owner }: LockFileContent) => {
    if (owner !== undefined && isKnownToHaveEnded(owner)) return true;
    const last = reads.get(file);
    const count = last?.text === text ? last.count + 1 : 0;
    reads.set(file, { text, count });
    return count >= mostReads;
  };
  const takeover = `${path}.takeover`;
  return () => {
    const other = readLockFile(takeover);
    if (other !== undefined && isStale(takeover, other)) {
      removeLockFile(takeover, ({ text }) => text === other.text);
    }
    const content = readLockFile(path);
    if (content === undefined || !isStale(path, content)) return content;
    return removeAlone(path, { content, takeover }) ? readLockFile(path) : content;
  };
}

/**
 * Removes a stale lock as the only process that does so, and only if it still says the same: without this, of two
 * processes that find one lock stale, the second would remove the lock that the first has made by then.
 *
 * @param options.takeover a file that is there while a process is at this
 * @returns false if another process is at it
 */
function removeAlone(
  path: string,
  { content, takeover }: { readonly content: LockFileContent; readonly takeover: string },
): boolean {
  const { token } = content;
  if (createLockFile(takeover, { token, owner: THIS_PROCESS }) === undefined) return false;
  try {
    removeLockFile(path, ({ text }) => text === content.text);
  } finally {
    rmSync(takeover, { force: true });
  }
  return true;
}
