import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { MirrorError } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import { systemErrorCode } from '../../files/disk/aboutFile.js';
import { openFolderStore } from './folderStore.js';

/** The samples of a segment that the jobs of a queue are for. Each queue has its own, for one knows nothing of the jobs of another. */
export interface SegmentSamples {
  /** Of the segment. */
  readonly key: string;
  /** Name of the queue's server, as `queueServerName` gives it. */
  readonly queue: string;
}

/** @throws as the store's `write` does */
export function writeSegmentSamples(
  store: string,
  samples: SegmentSamples,
  bytes: Uint8Array,
): Promise<void> {
  return openFolderStore(store).write(samplesAt(samples), bytes);
}

/**
 * The samples of a segment; undefined where there are none.
 *
 * @param options.sha256 that their bytes must have
 * @throws MirrorError `environment` if they cannot be read, `input` if they are others
 */
export async function readSegmentSamples(
  store: string,
  samples: SegmentSamples,
  { sha256 }: { readonly sha256: string },
): Promise<Uint8Array | undefined> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await openFolderStore(store).read(samplesAt(samples));
  } catch (error) {
    throw lackingSamples(store, samples, systemErrorCode(error) ?? 'for an unknown reason');
  }
  if (bytes === undefined || sha256Of(bytes) === sha256) return bytes;
  throw new MirrorError(
    'input',
    `Expected audio with the sum ${sha256.slice(0, 12)} but ${join(store, samplesAt(samples))} has another one.`,
  );
}

/** The error to throw where the samples of a segment without a result are not there. */
export function lackingSamples(
  store: string,
  samples: SegmentSamples,
  reason = 'ENOENT',
): MirrorError {
  return new MirrorError(
    'environment',
    `${join(store, samplesAt(samples))}: Expected audio that waits to be transcribed but it cannot be read (${reason}). Mount the collection at the same path on all machines; if its batch is no longer wanted, run \`mirror queue --remove\`.`,
  );
}

/** Takes the samples of a segment away. @throws as the store's `remove` does */
export async function forgetSamples(store: string, samples: SegmentSamples): Promise<void> {
  await openFolderStore(store).remove(samplesAt(samples));
}

/** Keys of the segments whose samples lie in the store for the jobs of a queue. @throws the system's error if they cannot be listed */
export async function segmentsWithSamples(
  store: string,
  { queue }: Pick<SegmentSamples, 'queue'>,
): Promise<readonly string[]> {
  const names = await readdir(join(store, SAMPLES, queue)).catch((error) => {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith('.f32')).map((name) => parse(name).name);
}

const SAMPLES = 'samples';

function samplesAt({ key, queue }: SegmentSamples): string {
  return `${SAMPLES}/${queue}/${key}.f32`;
}
