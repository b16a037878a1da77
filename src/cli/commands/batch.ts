import { resolve } from 'node:path';
import type { QueueEngine } from '../../batch/queue/openEngine.js';
import { openManifest } from '../../batch/store/manifest.js';
import { STORE_FOLDER } from '../../batch/store/storeFolder.js';
import { MirrorError } from '../../errors.js';
import { acquireLock, type Lock } from '../../files/disk/lock.js';
import type { PieceOptions } from '../../index.js';
import { batchLine, keepRecords } from '../batches/batchRecords.js';
import { computeLacking } from '../batches/computeLacking.js';
import { gatherPhotos } from '../batches/gatherPhotos.js';
import { openBatch } from '../batches/openBatch.js';
import type { CommandContext } from '../context.js';
import type { ExitCode } from '../exitCodes.js';
import { PHOTOS } from '../inputs/inputKinds.js';
import { withInputs } from '../inputs/withInputs.js';
import { defaultJobs } from '../options/jobs.js';
import { withQueue } from '../options/queue.js';
import { photoOutputs } from '../outputs/outputPaths.js';
import { checkReplaced } from '../outputs/replacing.js';
import { waitingLine } from '../report/waitingLine.js';

export interface BatchArguments extends PieceOptions {
  readonly photos: readonly string[];
  /** A folder. */
  readonly out: string;
  readonly queue?: string;
  readonly home?: string;
  readonly title?: string;
  readonly json?: boolean;
  readonly jobs?: number;
  readonly recursive?: boolean;
}

/** `mirror batch <photos...> --out <dir>`: a MIDI file for each photo, and a manifest; what was done before is not done again. */
export function batch(args: BatchArguments, context: CommandContext): Promise<ExitCode> {
  const { photos, out, recursive: isRecursive = false } = args;
  refuseAddress(out);
  return withInputs(photos, { kind: PHOTOS, isRecursive, context }, async ({ files }) => {
    const outputs = await photoOutputs(files, out, { isSeveral: true });
    const music = outputs.map(({ path }) => path);
    await checkReplaced(music, files, '--out');
    const store = resolve(context.workingFolder, out, STORE_FOLDER);
    const lock = await acquireLock(store, {
      purpose: 'batch',
      signal: context.signal,
      onWaiting: (owner) =>
        context.terminal.note(waitingLine(out, { doing: 'writing a batch', owner })),
    });
    try {
      return await withQueue(args.queue, context, (engine) =>
        mirrorBatch({ ...args, photos: files }, { music, store, lock, context, engine }),
      );
    } finally {
      await lock.release();
    }
  });
}

async function mirrorBatch(
  args: BatchArguments,
  {
    music,
    store,
    lock,
    context,
    engine,
  }: {
    readonly music: readonly string[];
    readonly store: string;
    readonly lock: Lock;
    readonly context: CommandContext;
    readonly engine: QueueEngine | undefined;
  },
): Promise<ExitCode> {
  const { photos: files, out, home, title, json: isJson = false, jobs, queue: _, ...rest } = args;
  const { terminal } = context;
  const manifest = await openManifest(out, lock.owned);
  const photos = await gatherPhotos(files, { store, context });
  const { recursive: __, ...options } = rest;
  const opened = await openBatch(photos, { store, home, title, options, context });
  const { batch, inBatch, known } = opened;
  const stop = new AbortController();
  const records = keepRecords({
    ...{ photos, music, inBatch, out, store, manifest, terminal, isJson },
    onFault: () => stop.abort(),
  });
  for (const [index, { sum }] of photos.entries()) {
    const key = inBatch[index]?.key;
    const result = key === undefined ? undefined : known.get(key);
    if ('error' in sum) records.addUnreadable(index, sum.error);
    else if (result !== undefined) records.add(index, result, { isKnown: true });
  }
  const signal = AbortSignal.any([context.signal, lock.lost, stop.signal]);
  try {
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
    // What came before the end is kept, whatever the end was; what could not be kept is the fault to tell.
    await records.settle();
    await manifest.compact();
  }
  const code = await records.settle();
  const counts = records.counts();
  if (isJson) terminal.json({ photo: null, batch: batch.id, ...counts });
  else terminal.result(batchLine(out, counts));
  return code;
}

/** @throws MirrorError `usage` for what is no folder of this machine */
function refuseAddress(out: string): void {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(out)?.[1];
  if (scheme === undefined) return;
  throw new MirrorError(
    'usage',
    `Expected --out to be a folder but received an address of ${scheme}. Name a folder, which all machines share if there are several.`,
  );
}
