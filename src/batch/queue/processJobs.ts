import type { SandboxedJob } from 'bullmq';
import { MirrorError, throwIfAborted } from '../../errors.js';
import type { MirrorPhotos } from '../photoSteps.js';
import { runChunk } from '../runChunk.js';
import { runSegment, type TranscribeSegment } from '../runSegment.js';
import { type BatchDescription, markDone, readBatchFiles } from '../store/batchFiles.js';
import type { BatchStore } from '../store/batchStore.js';
import { openStore } from '../store/openStore.js';
import type { TrainingOutcome } from './handOutTrainings.js';
import {
  type ChunkJob,
  JOB_NAMES,
  type JobCounts,
  type SegmentJob,
  type TrainingJobData,
} from './queueJobs.js';

export interface JobWork {
  /** Opens what a batch's photos are mirrored with, once a batch. */
  readonly openMirror: (
    batch: BatchDescription,
    options: { readonly store: BatchStore; readonly signal: AbortSignal },
  ) => Promise<MirrorPhotos>;
  /** Trains an object; what is wrong with its recordings is in the outcome. */
  readonly train: (job: TrainingJobData, signal: AbortSignal) => Promise<TrainingOutcome>;
  /** Transcribes a segment. */
  readonly transcribe: TranscribeSegment;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * What a sandboxed processor exports: does one job at a time in a process of its own, so that the event loop that renews the job's lock
 * never waits for the work. A job that is done twice, which a queue that delivers at least once may ask for, changes nothing.
 *
 * The process ends with its worker. On Ctrl-C it stops between two steps of its work. What it throws has the code
 * `environment` where this machine is at fault, and the worker ends.
 */
export function jobProcessor({ openMirror, train, transcribe, now }: JobWork) {
  const stop = new AbortController();
  const { signal } = stop;
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  const mirrorOf = onceABatch(openMirror, signal);
  return async (job: SandboxedJob, _token: string, cancelled?: AbortSignal) => {
    cancelled?.addEventListener('abort', () => stop.abort(), { once: true });
    try {
      throwIfAborted(signal);
      if (job.name === JOB_NAMES.training) return await train(job.data, signal);
      if (job.name === JOB_NAMES.segment) {
        return await processSegment(job, { transcribe, signal, now });
      }
      return await processChunk(job, { mirrorOf, signal, now });
    } catch (error) {
      throw ofMachine(error);
    }
  };
}

/** A job that is to be tried again, for no fault of this machine. */
class Unfinished extends Error {}

async function processChunk(
  job: SandboxedJob<ChunkJob>,
  {
    mirrorOf,
    signal,
    now,
  }: Pick<JobWork, 'now'> & {
    readonly mirrorOf: ReturnType<typeof onceABatch>;
    readonly signal: AbortSignal;
  },
): Promise<JobCounts> {
  const { store: address, batch: id, chunk } = job.data;
  const store = await openStore(address, { signal });
  const { batch, photos } = await readBatchFiles(store, { batch: id, chunk });
  const counts = { done: 0, unanswered: 0, failed: 0 };
  const unfinished = await runChunk(photos, {
    store,
    mirror: await mirrorOf(batch, store),
    signal,
    onResult: (_, { state }) => {
      counts[state] += 1;
      // What is on its way to a server that is away just now is of no use later.
      job.updateProgress({ ...counts, at: now() }).catch(() => {});
    },
  });
  if (unfinished !== undefined) throw new Unfinished(unfinished);
  await markDone(store, { batch: id, chunk });
  return { ...counts, at: now() };
}

async function processSegment(
  job: SandboxedJob<SegmentJob>,
  { now, ...options }: Pick<JobWork, 'transcribe' | 'now'> & { readonly signal: AbortSignal },
): Promise<JobCounts> {
  const { audio, stretchCount } = job.data;
  let done = 0;
  const onStretch = () => {
    done += 1;
    job.updateProgress({ ...NONE, done, at: now() }).catch(() => {});
  };
  const outcome = await runSegment(job.data, { ...options, onStretch });
  if (typeof outcome === 'object') throw new Unfinished(`${audio}: ${outcome.failure}`);
  return { ...NONE, [outcome]: stretchCount, at: now() };
}

const NONE: JobCounts = { done: 0, unanswered: 0, failed: 0 };

function onceABatch(open: JobWork['openMirror'], signal: AbortSignal) {
  let opened: { readonly id: string; readonly mirror: Promise<MirrorPhotos> } | undefined;
  return (batch: BatchDescription, store: BatchStore): Promise<MirrorPhotos> => {
    if (opened?.id === batch.id) return opened.mirror;
    const own = { id: batch.id, mirror: open(batch, { store, signal }) };
    opened = own;
    // One that did not open is tried again by the next job.
    own.mirror.catch(() => {
      if (opened === own) opened = undefined;
    });
    return own.mirror;
  };
}

/** Whatever else stops a whole job is the machine's: a folder that it may not write, a disk that is full. */
function ofMachine(error: unknown): unknown {
  if (error instanceof Unfinished) return error;
  if (error instanceof MirrorError && error.code === 'aborted') return error;
  const message = error instanceof Error ? error.message : String(error);
  return new MirrorError('environment', message.split('\n')[0] ?? message);
}
