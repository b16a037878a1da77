import type { QueueEngine } from '../../batch/queue/openEngine.js';
import { BATCHES_QUEUE } from '../../batch/queue/queueJobs.js';
import { isS3Address } from '../../batch/s3/s3Address.js';
import type { BatchStore, StoreLock } from '../../batch/store/batchStore.js';
import { openManifest } from '../../batch/store/manifest.js';
import { openStore, storeAddress } from '../../batch/store/openStore.js';
import { throwIfAborted } from '../../errors.js';
import type { PieceOptions } from '../../index.js';
import {
  checkBatchFolder,
  checkBatchOutputs,
  refuseOtherAddress,
  refuseProtectedMusic,
} from '../batches/batchOutputs.js';
import { batchLine, keepRecords, stoppedLine } from '../batches/batchRecords.js';
import { computeLacking } from '../batches/computeLacking.js';
import { gatherPhotos, isAnyThere, photoPath } from '../batches/gatherPhotos.js';
import { musicNames } from '../batches/musicNames.js';
import { openBatch } from '../batches/openBatch.js';
import { type PhotoSources, photoSources } from '../batches/photoSources.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { withInputs } from '../inputs/withInputs.js';
import { defaultJobs } from '../options/jobs.js';
import { withQueue } from '../options/queue.js';
import { waitingLine } from '../report/waitingLine.js';

/** After Ctrl-C the manifest is sent and the lock released; a second Ctrl-C ends the call at once. */
const S3_CLOSING_MILLISECONDS = 60_000;

export interface BatchArguments extends PieceOptions {
  readonly photos: readonly string[];
  /** A folder, or an address in S3. */
  readonly out: string;
  readonly queue?: string;
  readonly home?: string;
  readonly title?: string;
  readonly json?: boolean;
  readonly jobs?: number;
  readonly recursive?: boolean;
}

/** `mirror batch <photos...> --out <dir>`: a MIDI file for each photo, and a manifest; what was done before is not done again. */
export async function batch(args: BatchArguments, context: CommandContext): Promise<ExitCode> {
  const { photos, recursive: isRecursive = false } = args;
  const { signal, terminal, workingFolder } = context;
  refuseOtherAddress(args.out);
  const out = await openStore(args.out, { signal });
  const store = await openStore(storeAddress(args.out, workingFolder), { signal });
  const sources = photoSources(signal);
  const { listAddress } = sources;
  const inputs = { kind: PHOTOS, isRecursive, listAddress, context };
  return withInputs(photos, inputs, async ({ files }) => {
    if (!(await isAnyThere(files, context))) return EXIT.badInput;
    await checkBatchFolder(out);
    return withQueue(args.queue, context, async (engine) => {
      // A queue that does not answer is found out before anything is made in --out.
      await engine?.openQueue(BATCHES_QUEUE);
      const lock = await store.lock({
        purpose: 'batch',
        signal,
        onWaiting: (owner) =>
          terminal.note(waitingLine(args.out, { doing: 'writing a batch', owner })),
        onNote: terminal.note,
      });
      try {
        return await mirrorBatch(
          { ...args, photos: files },
          { out, store, sources, lock, context, engine },
        );
      } finally {
        await lock.release();
      }
    });
  });
}

async function mirrorBatch(
  args: BatchArguments,
  {
    out,
    store,
    sources: { sourceOf },
    lock,
    context,
    engine,
  }: {
    readonly out: BatchStore;
    readonly store: BatchStore;
    readonly sources: PhotoSources;
    readonly lock: StoreLock;
    readonly context: CommandContext;
    readonly engine: QueueEngine | undefined;
  },
): Promise<ExitCode> {
  const { photos: files, home, title, json: isJson = false, jobs, queue: _, ...rest } = args;
  const { terminal, workingFolder } = context;
  if (isS3Address(out.address)) context.endWithin?.(S3_CLOSING_MILLISECONDS);
  const manifest = await openManifest(out, lock);
  const paths = files.map((photo) => photoPath(photo, workingFolder));
  const music = musicNames(paths, manifest.names);
  await checkBatchOutputs(music, { photos: files, out, signal: context.signal });
  const photos = await gatherPhotos(files, { store, sourceOf, context });
  const { recursive: __, out: named, ...options } = rest;
  const opened = await openBatch(photos, { store, home, title, options, context });
  const { batch, inBatch, known } = opened;
  const keys = inBatch.map((each) => each?.key);
  await refuseProtectedMusic(music, { keys, store, out, signal: context.signal });
  const stop = new AbortController();
  const records = keepRecords({
    ...{ photos, music, inBatch, out, store, manifest, terminal, isJson },
    onFault: () => stop.abort(),
  });
  const signal = AbortSignal.any([context.signal, lock.lost, stop.signal, manifest.failed]);
  const onStopped = () => terminal.note(stoppedLine(records.counts(), engine !== undefined));
  context.signal.addEventListener('abort', onStopped, { once: true });
  try {
    for (const [index, { sum }] of photos.entries()) {
      throwIfAborted(signal);
      const key = inBatch[index]?.key;
      const result = key === undefined ? undefined : known.get(key);
      if ('error' in sum) await records.addUnreadable(index, sum.error);
      else if (result !== undefined) await records.add(index, result, { isKnown: true });
    }
    const stoppable = { ...context, signal };
    await computeLacking(opened, {
      store,
      jobs: jobs ?? defaultJobs(),
      context: stoppable,
      records,
      engine,
    });
  } catch (error) {
    throw lock.lost.aborted ? lock.lost.reason : error;
  } finally {
    context.signal.removeEventListener('abort', onStopped);
    // What came before the end is kept, whatever the end was; what could not be kept is the fault to tell.
    await records.settle();
    await manifest.compact();
  }
  const code = await records.settle();
  const counts = records.counts();
  if (isJson) terminal.json({ photo: null, batch: batch.id, ...counts });
  else terminal.result(batchLine(named, counts));
  return code;
}
