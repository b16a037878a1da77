import type { SandboxedJob } from 'bullmq';
import { throwIfAborted } from '../../errors.js';
import { type MirrorPhotos, runChunk } from '../runChunk.js';
import { type BatchDescription, markDone, readBatchFiles } from '../store/batchFiles.js';
import type { ChunkCounts, ChunkJob } from './chunkJobs.js';

/** Opens what a batch's photos are mirrored with, once a batch. */
export type OpenMirror = (
  batch: BatchDescription,
  options: { readonly store: string; readonly signal: AbortSignal },
) => Promise<MirrorPhotos>;

/**
 * What a sandboxed processor exports: does the job of one chunk in a process of its own, so that the event loop that renews the job's lock
 * never waits for the network. A job that is done twice, which a queue that delivers at least once may ask for, changes nothing.
 *
 * The process ends with its worker. On Ctrl-C it stops between two steps of a photo.
 */
export function chunkProcessor(open: OpenMirror) {
  const stop = new AbortController();
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  let opened: { readonly id: string; readonly mirror: Promise<MirrorPhotos> } | undefined;
  return async (job: SandboxedJob<ChunkJob>, _token: string, cancelled: AbortSignal) => {
    const { signal } = stop;
    cancelled?.addEventListener('abort', () => stop.abort(), { once: true });
    throwIfAborted(signal);
    const { store, batch: id, chunk } = job.data;
    const { batch, photos } = await readBatchFiles(store, { batch: id, chunk });
    if (opened?.id !== id) opened = { id, mirror: open(batch, { store, signal }) };
    const { mirror } = opened;
    mirror.catch(() => {
      opened = undefined;
    });
    const counts: { -readonly [Key in keyof ChunkCounts]: number } = {
      done: 0,
      unanswered: 0,
      failed: 0,
    };
    const unfinished = await runChunk(photos, {
      store,
      mirror: await mirror,
      signal,
      onResult: (_, { state }) => {
        counts[state] += 1;
        // What is on its way to a server that is away just now is of no use later.
        job.updateProgress({ ...counts }).catch(() => {});
      },
    });
    // Another try, by whichever machine.
    if (unfinished !== undefined) throw new Error(unfinished);
    await markDone(store, { batch: id, chunk });
    return counts;
  };
}
