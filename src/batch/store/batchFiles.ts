import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { systemErrorCode } from '../../files/disk/aboutFile.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import type { Batch, BatchPhoto } from '../batch.js';
import type { Chunk } from '../planBatch.js';

/** What a worker must know of a batch; photos are in the chunks. */
export type BatchDescription = Omit<Batch, 'photos'>;

/**
 * Writes what workers need of a batch into the store: no job holds more than where this lies.
 *
 * @throws MirrorError as `writeFileAtomically` does
 */
export async function writeBatchFiles(
  store: string,
  { batch, chunks }: { readonly batch: Batch; readonly chunks: readonly Chunk[] },
): Promise<void> {
  const { photos: _, ...description } = batch;
  await writeJson(batchFile(store, batch.id), description);
  for (const { number, photos } of chunks) {
    await writeJson(chunkFile(store, { batch: batch.id, chunk: number }), photos);
    // What was done of it before did not suffice.
    await rm(doneFile(store, { batch: batch.id, chunk: number }), { force: true });
  }
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
  store: string,
  name: ChunkName,
): Promise<{ readonly batch: BatchDescription; readonly photos: readonly BatchPhoto[] }> {
  return {
    batch: (await readJson(batchFile(store, name.batch), name)) as BatchDescription,
    photos: (await readJson(chunkFile(store, name), name)) as readonly BatchPhoto[],
  };
}

/** Says that all photos of a chunk have their results. */
export async function markDone(store: string, name: ChunkName): Promise<void> {
  await writeJson(doneFile(store, name), {});
}

/** Numbers of the chunks that are done; none where the store cannot be listed just now. */
export async function doneChunks(store: string, batch: string): Promise<ReadonlySet<number>> {
  const names = await readdir(join(store, 'batches', batch, 'done')).catch(() => []);
  return new Set(
    names.filter((name) => /^\d+\.json$/.test(name)).map((name) => parseInt(name, 10)),
  );
}

function batchFile(store: string, batch: string): string {
  return join(store, 'batches', batch, 'batch.json');
}

function chunkFile(store: string, { batch, chunk }: ChunkName): string {
  return join(store, 'batches', batch, 'chunks', `${chunk}.json`);
}

function doneFile(store: string, { batch, chunk }: ChunkName): string {
  return join(store, 'batches', batch, 'done', `${chunk}.json`);
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFileAtomically(path, new TextEncoder().encode(`${JSON.stringify(value)}\n`));
}

async function readJson(path: string, name: ChunkName): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = systemErrorCode(error) ?? 'it is damaged';
    throw new MirrorError(
      'environment',
      `${path}: Expected a file of the batch but it cannot be read (${reason}). Mount the folder of --out at the same path on all machines; if the batch is no longer wanted, run \`mirror queue --remove ${name.batch.slice(0, 12)}\`.`,
    );
  }
}
