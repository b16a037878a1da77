import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { aboutFile, systemErrorCode } from '../../files/disk/aboutFile.js';
import { acquireLock, type Lock, type LockOptions } from '../../files/disk/lock.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { assertOwned, isLost } from '../../files/disk/ownedLock.js';
import { exists } from '../../files/disk/pathChecks.js';
import { unwritable, writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { formatJournal, journalPath, readJournal } from './journalFile.js';
import { type JournalStep, runStep, type Undo } from './journalSteps.js';
import { assertStepInsideRoot } from './stepPaths.js';

/**
 * Where `plan` may put files that steps move to their places, below the home: a journal holds text only. What a process that was
 * killed left here is swept away by the next change. It is no temporary file, which would be swept before the journal is finished.
 */
export const STAGING_FOLDER = 'objects/.staging';

/**
 * Changes a collection: all steps or none. The steps are written into a write-ahead journal first, in one go; from then on the
 * change counts as made, and `finishJournal` does what a process that was killed had left to do. A step that
 * fails, on a full disk for one, has those before it taken back.
 *
 * @param home the folder that holds, or will hold, `objects/`
 * @param plan says the steps; it is called when no other process changes the collection, and no journal is left
 * @returns what `plan` returned
 * @throws MirrorError `input` or `environment` if a step fails, `aborted` when the signal fires before the first
 */
export async function changeCollection<Planned extends { readonly steps: readonly JournalStep[] }>(
  home: string,
  plan: (lock: OwnedLock) => Promise<Planned>,
  options: Omit<LockOptions, 'purpose'> = {},
): Promise<Planned> {
  const objectsFolder = join(home, 'objects');
  const lock = await acquireLock(objectsFolder, { ...options, purpose: 'writing' });
  try {
    await finishUnderLock(home, lock.owned);
    await sweepStaging(home);
    const planned = await plan(lock.owned);
    throwIfAborted(options.signal);
    const { steps } = planned;
    if (steps.length === 0) return planned;
    const journal = await formatJournal(home, steps);
    for (const step of steps) await assertStepInsideRoot(home, step);
    await writeFileAtomically(journalPath(home), journal, { lock: lock.owned });
    await runSteps(home, steps, { undoes: true, lock: lock.owned });
    return planned;
  } catch (error) {
    // What the next owner has staged by then is not this call's.
    if (!isLost(lock.owned) && !(await hasJournal(home))) await sweepStaging(home).catch(() => {});
    throw error;
  } finally {
    await lock.release();
  }
}

async function sweepStaging(home: string): Promise<void> {
  const folder = join(home, STAGING_FOLDER);
  await rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
}

/**
 * Does what a killed process had left to do of its change; waits for one that is still at it.
 *
 * @returns whether nothing is left to do: false where this process may not write the home, so that a reader takes it as it stands
 * @throws MirrorError `input` for a journal that is none of ours or leads out of the home, and as `changeCollection`
 */
export async function finishJournal(
  home: string,
  options: Omit<LockOptions, 'purpose'> = {},
): Promise<boolean> {
  if (!(await hasJournal(home))) return true;
  let lock: Lock;
  try {
    lock = await acquireLock(join(home, 'objects'), { ...options, purpose: 'writing' });
  } catch (error) {
    if (isReadOnly(error)) return false;
    throw error;
  }
  try {
    await finishUnderLock(home, lock.owned);
    return true;
  } finally {
    await lock.release();
  }
}

/** Whether a change is under way, or was left half made. */
export function hasJournal(home: string): Promise<boolean> {
  return exists(journalPath(home));
}

/** Codes of the system for a folder that others may write, or no process. */
const READ_ONLY = new Set(['EACCES', 'EPERM', 'EROFS']);

function isReadOnly(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return READ_ONLY.has(systemErrorCode(error) ?? '') || isReadOnly(error.cause);
}

async function finishUnderLock(home: string, lock: OwnedLock): Promise<void> {
  if (!(await hasJournal(home))) return;
  const steps = await readJournal(home);
  try {
    for (const step of steps) await assertStepInsideRoot(home, step);
    // Which steps were done before is not known, so that none can be taken back: a disk that fails has to be mended first.
    await runSteps(home, steps, { undoes: false, lock });
  } catch (error) {
    const isInput = error instanceof MirrorError && error.code === 'input';
    throw isInput ? aboutFile(journalPath(home), error) : error;
  }
}

async function runSteps(
  home: string,
  steps: readonly JournalStep[],
  { undoes, lock }: { readonly undoes: boolean; readonly lock: OwnedLock },
): Promise<void> {
  const undo: Undo[] = [];
  try {
    for (const step of steps) {
      // A step before may have moved a link to where this one writes.
      await assertStepInsideRoot(home, step);
      undo.push(...(await runStep(home, step, lock)));
    }
  } catch (error) {
    // The next owner finishes what the journal says.
    if (!undoes || isLost(lock)) throw error;
    for (const back of undo.reverse()) await back();
    await rm(journalPath(home), { force: true });
    throw error;
  }
  assertOwned(lock);
  await rm(journalPath(home), { force: true }).catch((error: unknown) => {
    throw unwritable(journalPath(home), error);
  });
}
