import { MirrorError } from '../../errors.js';
import { systemErrorCode } from '../../files/disk/aboutFile.js';
import { mapConcurrent } from '../../workers/mapConcurrent.js';
import type { Batch, BatchPhoto } from '../batch.js';
import type { Chunk } from '../planBatch.js';
import { type BatchStore, readText, writeJson } from './batchStore.js';

/** What a worker must know of a batch; photos are in the chunks. */
export type BatchDescription = Omit<Batch, 'photos'>;

/**
 * Writes what workers need of a batch into the store: no job holds more than where this lies. Once a write has failed,
 * no further one is begun.
 *
 * @throws as the store's `write` does, and MirrorError `aborted` when the signal fires
 */
export async function writeBatchFiles(
  store: BatchStore,
  {
    batch,
    chunks,
    signal,
  }: {
    readonly batch: Batch;
    readonly chunks: readonly Chunk[];
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { photos: _, ...description } = batch;
  await writeJson(store, batchKey(batch.id), description);
  await mapConcurrent(chunks, {
    jobs: store.readsAtOnce,
    signal,
    work: async ({ number, photos }) => {
      await writeJson(store, chunkKey({ batch: batch.id, chunk: number }), photos);
      // What was done of it before did not suffice.
      await unmarkDone(store, { batch: batch.id, chunk: number });
    },
  });
}

/** A chunk of a batch in a store. */
export interface ChunkName {
  readonly batch: string;
  readonly chunk: number;
}

/**
 * Reads what `writeBatchFiles` wrote.
 *
 * @throws MirrorError `environment` if the store of the batch is not there on this machine
 */
export async function readBatchFiles(
  store: BatchStore,
  name: ChunkName,
): Promise<{ readonly batch: BatchDescription; readonly photos: readonly BatchPhoto[] }> {
  return {
    batch: (await readJson(store, batchKey(name.batch), name)) as BatchDescription,
    photos: (await readJson(store, chunkKey(name), name)) as readonly BatchPhoto[],
  };
}

/** Says that all photos of a chunk have their results. */
export async function markDone(store: BatchStore, name: ChunkName): Promise<void> {
  await writeJson(store, doneKey(name), {});
}

/** Takes that back, so that the chunk is handed out again. */
export async function unmarkDone(store: BatchStore, name: ChunkName): Promise<void> {
  await store.remove(doneKey(name));
}

/**
 * Numbers of the chunks that are done; none where a folder cannot be listed just now, which passes.
 *
 * @throws MirrorError `environment` if S3 refuses, or does not answer after it was waited for
 */
export async function doneChunks(store: BatchStore, batch: string): Promise<ReadonlySet<number>> {
  const names = await store.list(`${batchFolder(batch)}/done`).catch((error) => {
    if (error instanceof MirrorError) throw error;
    return [];
  });
  return new Set(
    names.filter((name) => /^\d+\.json$/.test(name)).map((name) => parseInt(name, 10)),
  );
}

function batchFolder(batch: string): string {
  return `batches/${batch}`;
}

function batchKey(batch: string): string {
  return `${batchFolder(batch)}/batch.json`;
}

function chunkKey({ batch, chunk }: ChunkName): string {
  return `${batchFolder(batch)}/chunks/${chunk}.json`;
}

function doneKey({ batch, chunk }: ChunkName): string {
  return `${batchFolder(batch)}/done/${chunk}.json`;
}

async function readJson(store: BatchStore, key: string, name: ChunkName): Promise<unknown> {
  let reason = 'ENOENT';
  try {
    const text = await readText(store, key);
    if (text !== undefined) return JSON.parse(text);
  } catch (error) {
    // What S3 says of itself stays as it is.
    if (error instanceof MirrorError) throw error;
    reason = systemErrorCode(error) ?? 'it is damaged';
  }
  throw new MirrorError(
    'environment',
    `${store.address}/${key}: Expected a file of the batch but it cannot be read (${reason}). Mount the folder of --out at the same path on all machines; if the batch is no longer wanted, run \`mirror queue --remove ${name.batch.slice(0, 12)}\`.`,
  );
}
