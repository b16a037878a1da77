import { resolve } from 'node:path';
import type { PhotoSource } from '../../batch/photos/photoSource.js';
import { isS3Address } from '../../batch/s3/s3Address.js';
import type { BatchStore } from '../../batch/store/batchStore.js';
import { openPhotoSums } from '../../batch/store/photoSums.js';
import { MirrorError } from '../../errors.js';
import { exists } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { mapConcurrent } from '../../workers/mapConcurrent.js';
import type { CommandContext } from '../context.js';
import { photoLimits } from '../inputs/photoLimits.js';
import { createProgressBars } from '../terminal/progress.js';

/** A photo that a call of `mirror batch` names. */
export interface NamedPhoto {
  /** As the caller wrote it. */
  readonly photo: string;
  /** Absolute, or an address in S3. */
  readonly path: string;
  /** Of its file, or why it cannot be read. */
  readonly sum: { readonly sha256: string } | { readonly error: MirrorError };
}

/**
 * Each photo with the sum of its file; what the store knows of is not read again.
 *
 * @throws MirrorError `aborted` when the signal fires, `environment` when the disk fails
 */
export async function gatherPhotos(
  files: readonly string[],
  {
    store,
    sourceOf,
    context,
  }: {
    readonly store: BatchStore;
    /** Where the photo of a path, or of an address, is read from. */
    readonly sourceOf: (path: string) => PhotoSource;
    readonly context: CommandContext;
  },
): Promise<NamedPhoto[]> {
  const { terminal, env, workingFolder } = context;
  const { file } = photoLimits(env);
  const sums = await openPhotoSums(store, { file, signal: context.signal });
  const signal = AbortSignal.any([context.signal, sums.failed]);
  const bars = createProgressBars(terminal, () => performance.now());
  const gathered: NamedPhoto[] = [];
  let read = 0;
  await mapConcurrent(
    files.map((photo, index) => ({ photo, index })),
    {
      jobs: files.reduce((most, photo) => Math.max(most, sourceOf(photo).readsAtOnce), 1),
      signal,
      work: async ({ photo, index }) => {
        const path = photoPath(photo, workingFolder);
        const sumOf = () => sums.sumOf(path, sourceOf(path));
        gathered[index] = { photo, path, sum: await sumOrError(sumOf) };
        read += 1;
        bars.update('reading', { done: read, total: files.length, text: '' });
      },
    },
  ).finally(async () => {
    bars.remove('reading');
    await sums.flush();
  });
  return gathered;
}

/** The path of a photo as all machines name it: absolute, or an address in S3. */
export function photoPath(photo: string, workingFolder: string): string {
  return isS3Address(photo) ? photo : resolve(workingFolder, photo);
}

/** Whether one photo at least is there, or something else that has its own line later; if none is, each has its line now. */
export async function isAnyThere(
  files: readonly string[],
  { terminal, env, workingFolder }: CommandContext,
): Promise<boolean> {
  for (const photo of files) {
    if (isS3Address(photo) || (await exists(resolve(workingFolder, photo)))) return true;
  }
  const { file } = photoLimits(env);
  for (const photo of files) await readRegularFile(photo, file).catch(terminal.error);
  return false;
}

async function sumOrError(sumOf: () => Promise<string>): Promise<NamedPhoto['sum']> {
  try {
    return { sha256: await sumOf() };
  } catch (error) {
    if (error instanceof MirrorError && error.code === 'input') return { error };
    throw error;
  }
}
