import { resolve } from 'node:path';
import { openPhotoSums } from '../../batch/store/photoSums.js';
import { MirrorError } from '../../errors.js';
import { mapConcurrent } from '../../workers/mapConcurrent.js';
import type { CommandContext } from '../context.js';
import { photoLimits } from '../inputs/photoLimits.js';
import { createProgressBars } from '../terminal/progress.js';

/** A photo that a call of `mirror batch` names. */
export interface NamedPhoto {
  /** As the caller wrote it. */
  readonly photo: string;
  readonly path: string;
  /** Of its file, or why it cannot be read. */
  readonly sum: { readonly sha256: string } | { readonly error: MirrorError };
}

/** A disk, or a folder over a network, gives more to several readers. */
const READERS = 4;

/**
 * Each photo with the sum of its file; what the store knows of is not read again.
 *
 * @throws MirrorError `aborted` when the signal fires, `environment` when the disk fails
 */
export async function gatherPhotos(
  files: readonly string[],
  { store, context }: { readonly store: string; readonly context: CommandContext },
): Promise<NamedPhoto[]> {
  const { signal, terminal, env, workingFolder } = context;
  const { file } = photoLimits(env);
  const sums = await openPhotoSums(store, { file, signal });
  const bars = createProgressBars(terminal, () => performance.now());
  const gathered: NamedPhoto[] = [];
  let read = 0;
  await mapConcurrent(
    files.map((photo, index) => ({ photo, index })),
    {
      jobs: READERS,
      signal,
      work: async ({ photo, index }) => {
        const path = resolve(workingFolder, photo);
        gathered[index] = { photo, path, sum: await sumOrError(() => sums.sumOf(path)) };
        read += 1;
        bars.update('reading', { done: read, total: files.length, text: '' });
      },
    },
  ).finally(() => bars.remove('reading'));
  return gathered;
}

async function sumOrError(sumOf: () => Promise<string>): Promise<NamedPhoto['sum']> {
  try {
    return { sha256: await sumOf() };
  } catch (error) {
    if (error instanceof MirrorError && error.code === 'input') return { error };
    throw error;
  }
}
