import { setTimeout } from 'node:timers/promises';
import { throwIfAborted } from '../errors.js';
import type { SegmentJob } from './queue/queueJobs.js';
import {
  forgetSegment,
  readSegmentResult,
  removeSegmentResult,
  writeSegmentTries,
} from './store/segmentResults.js';
import { writeSegmentSamples } from './store/segmentSamples.js';

/** How far the recordings of a call are, in stretches. */
export interface StretchCounts {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}

/** Which segments of a call wait for their results, and how many have one. */
export interface SegmentLedger {
  /** By key. */
  readonly open: ReadonlyMap<string, SegmentJob>;
  readonly counts: () => StretchCounts;
  /**
   * Puts a segment into the store and opens it, once there is room; not if it has its result.
   *
   * @throws MirrorError `aborted` when the signal fires, `environment` if the store cannot be written
   */
  readonly offer: (
    job: SegmentJob,
    options: { readonly samples: Uint8Array; readonly signal: AbortSignal },
  ) => Promise<void>;
  /** Counts a segment that had its result before. */
  readonly addKnown: (segment: Pick<SegmentJob, 'key' | 'stretchCount'>) => Promise<void>;
  /** Closes those segments that have a result by now. */
  readonly gather: () => Promise<void>;
}

/** Segments that are open at a time: 2 GB of samples, five hours of sound. */
const MOST_OPEN = 64;

/** Between two looks whether there is room for another one. */
const ROOM_MILLISECONDS = 100;

/**
 * @param options.queue name of the queue's server, which the samples lie under
 * @param options.total stretches of all recordings of the call
 */
export function createSegmentLedger(
  store: string,
  {
    queue,
    total,
    onProgress,
  }: {
    readonly queue: string;
    readonly total: number;
    readonly onProgress: (counts: StretchCounts) => void;
  },
): SegmentLedger {
  const open = new Map<string, SegmentJob>();
  const settled = new Set<string>();
  /** Stretches that wait for the result of a segment, by its key; those of several segments where these hold the same sound. */
  const uncounted = new Map<string, number>();
  const sums = { done: 0, failed: 0 };
  const counts = () => ({ total, ...sums });
  const addUncounted = ({ key, stretchCount }: Pick<SegmentJob, 'key' | 'stretchCount'>) =>
    uncounted.set(key, (uncounted.get(key) ?? 0) + stretchCount);
  const settle = async (key: string) => {
    const result = await readSegmentResult(store, key);
    if (result === undefined) return;
    await forgetSegment(store, { key, queue });
    sums[result.state] += uncounted.get(key) ?? 0;
    uncounted.delete(key);
    open.delete(key);
    settled.add(key);
    onProgress(counts());
  };
  return {
    open,
    counts,
    addKnown: (segment) => {
      addUncounted(segment);
      return settle(segment.key);
    },
    gather: async () => {
      for (const key of open.keys()) await settle(key);
    },
    offer: async (job, { samples, signal }) => {
      const { key } = job;
      addUncounted(job);
      // The same sound twice in one call.
      if (open.has(key)) return;
      if (!settled.has(key)) await forgetFailure(store, key);
      await settle(key);
      if (settled.has(key)) return;
      while (open.size >= MOST_OPEN) {
        await setTimeout(ROOM_MILLISECONDS, undefined, { signal }).catch(() => {});
        throwIfAborted(signal);
      }
      await writeSegmentSamples(store, { key, queue }, samples);
      open.set(key, job);
    },
  };
}

/** What an earlier call set aside is tried again. */
async function forgetFailure(store: string, key: string): Promise<void> {
  if ((await readSegmentResult(store, key))?.state !== 'failed') return;
  await removeSegmentResult(store, key);
  await writeSegmentTries(store, key, []);
}
