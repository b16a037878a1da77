import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from 'bullmq';
import { acquireLock, type Lock } from '../../files/disk/lock.js';
import { removeLockFile } from '../../files/disk/lockFile.js';
import { lockFileName } from '../../files/disk/staleLock.js';
import { forgetSegment } from '../store/segmentResults.js';
import { segmentsWithSamples } from '../store/segmentSamples.js';
import { sweepSegmentFolders } from '../store/sweepSegmentFolders.js';
import { awaitedChildren, type BatchQueues } from './ensureJobs.js';
import type { BatchJob } from './queueJobs.js';

/** A lock of a call of another machine that gave no sign of life for so long, by the clock of the disk, is left behind. */
const LEFT_MILLISECONDS = 3600 * 1000;

/**
 * Begins a call that puts samples into the store, and takes away what killed calls and workers of this queue left
 * there: samples that neither a job of the queue nor another call waits for. What lies there for jobs of another queue
 * is left alone, for this one does not know them. While another call is under way, what was left stays for a later one.
 *
 * @param options.queue name of the queue's server
 * @returns a lock, owned until the call ends, by which others know of it
 * @throws as `acquireLock` does, and the system's error if the store cannot be read
 */
export async function beginSegmentCall(
  store: string,
  {
    batch,
    queues,
    queue,
    signal,
  }: {
    readonly batch: string;
    readonly queues: BatchQueues;
    readonly queue: string;
    readonly signal: AbortSignal;
  },
): Promise<Pick<Lock, 'release'>> {
  // One call at a time looks and begins: what it finds is of none that began meanwhile.
  const beginning = await acquireLock(store, { purpose: 'begin', signal });
  try {
    const nowMs = beginning.acquiredMs;
    if (!(await isAnotherUnderWay(store, nowMs))) {
      await sweepSegmentFolders(store, nowMs);
      const left = await segmentsWithSamples(store, { queue });
      const wanted = left.length === 0 ? new Set() : await wantedSegments(queues);
      for (const key of left) if (!wanted.has(key)) await forgetSegment(store, { key, queue });
    }
    // Two calls for the same audio in processes with one number wait for one another.
    return await acquireLock(store, {
      purpose: `call-${batch.slice(0, 12)}-${process.pid}`,
      signal,
    });
  } finally {
    await beginning.release();
  }
}

const CALL_LOCK = new RegExp(`^${lockFileName('call-[0-9a-f]+-[0-9]+').replaceAll('.', '\\.')}$`);

/** Whether a call is under way; locks of processes of this machine that have ended are gone by now. */
async function isAnotherUnderWay(store: string, nowMs: number): Promise<boolean> {
  for (const name of await readdir(store)) {
    if (!CALL_LOCK.test(name)) continue;
    const path = join(store, name);
    const beatMs = (await stat(path).catch(() => undefined))?.mtimeMs;
    if (beatMs === undefined) continue;
    if (nowMs - beatMs < LEFT_MILLISECONDS) return true;
    removeLockFile(path, () => true);
  }
  return false;
}

/** Keys of the segments that jobs of the queue are for, of whatever call and version. */
async function wantedSegments({ batches }: BatchQueues): Promise<ReadonlySet<string>> {
  const wanted = new Set<string>();
  const jobs: Job<BatchJob>[] = await batches.getJobs(['waiting-children']);
  for (const job of jobs) {
    if (job?.data?.unit !== 'stretch') continue;
    for (const key of await awaitedChildren(job)) wanted.add(key);
  }
  return wanted;
}
