import { basename } from 'node:path';
import { isS3Address } from '../../batch/s3/s3Address.js';
import type { BatchStore } from '../../batch/store/batchStore.js';
import { MirrorError } from '../../errors.js';
import { mapConcurrent } from '../../workers/mapConcurrent.js';
import { musicNames, photoOutputs } from '../outputs/outputPaths.js';
import { checkReplaced, refuseReplacing } from '../outputs/replacing.js';

/** What a MIDI file begins with. */
const MIDI_BEGINS = 'MThd';

/**
 * The names in `--out` under which the music of the photos goes; what lies there under such a name is music, or nothing.
 *
 * @throws MirrorError `usage` for something else that would be written over; as `photoOutputs` does for a folder, as the store does for S3
 */
export async function batchOutputs(
  photos: readonly string[],
  { out, signal }: { readonly out: BatchStore; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const { address } = out;
  if (!isS3Address(address)) {
    const paths = (await photoOutputs(photos, address, { isSeveral: true })).map(
      ({ path }) => path,
    );
    await checkReplaced(paths, photos, '--out');
    return paths.map((path) => basename(path));
  }
  const names = musicNames(photos);
  const wanted = new Set(names);
  const present = (await out.list('')).filter((name) => wanted.has(name));
  const work = async (name: string) => {
    const beginning = await out.read(name, { first: MIDI_BEGINS.length });
    if (beginning !== undefined && Buffer.from(beginning).toString('latin1') !== MIDI_BEGINS) {
      throw refuseReplacing(`${address}/${name}`, 'no MIDI file', '--out');
    }
  };
  await mapConcurrent(present, { jobs: out.readsAtOnce, signal, work });
  return names;
}

/** @throws MirrorError `usage` for an address of something that is neither a folder nor S3 */
export function refuseOtherAddress(out: string): void {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(out)?.[1];
  if (scheme === undefined || isS3Address(out)) return;
  throw new MirrorError(
    'usage',
    `Expected --out to be a folder or s3://bucket/prefix but received an address of ${scheme}. Name a folder, which all machines share if there are several, or an address of S3.`,
  );
}
