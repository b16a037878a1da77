import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isS3Address } from '../../batch/s3/s3Address.js';
import type { BatchStore } from '../../batch/store/batchStore.js';
import { readMusic } from '../../batch/store/results.js';
import { MirrorError } from '../../errors.js';
import { isProtected, refuseProtected } from '../../files/disk/refuseProtected.js';
import { mapConcurrent } from '../../workers/mapConcurrent.js';
import { photoOutputs } from '../outputs/outputPaths.js';
import { checkKinds, refuseReplacing } from '../outputs/replacing.js';

/** What a MIDI file begins with. */
const MIDI_BEGINS = 'MThd';

/**
 * Makes sure that what lies in `--out` under the names of the music is music, or nothing.
 *
 * @param options.photos of the call, none of which is written over
 * @throws MirrorError `usage` for something else that would be written over; as the store does for S3
 */
export async function checkBatchOutputs(
  names: readonly string[],
  {
    photos,
    out,
    signal,
  }: {
    readonly photos: readonly string[];
    readonly out: BatchStore;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { address } = out;
  if (!isS3Address(address)) {
    const paths = [...new Set(names)].map((name) => outputPath(address, name));
    await checkKinds(paths, photos, '--out');
    return;
  }
  const wanted = new Set(names);
  const present = (await out.list('')).filter((name) => wanted.has(name));
  const work = async (name: string) => {
    const beginning = await out.read(name, { first: MIDI_BEGINS.length });
    if (beginning !== undefined && Buffer.from(beginning).toString('latin1') !== MIDI_BEGINS) {
      throw refuseReplacing(outputPath(address, name), 'no MIDI file', '--out');
    }
  };
  await mapConcurrent(present, { jobs: out.readsAtOnce, signal, work });
}

/**
 * Makes sure that music in `--out` which this process may not write is what the batch would write there.
 *
 * @param names where the music of each photo goes
 * @param options.keys of the results of the photos; undefined for one that cannot be read
 * @throws MirrorError `input` for other music
 */
export async function refuseProtectedMusic(
  names: readonly string[],
  {
    keys,
    store,
    out: { address, readsAtOnce },
    signal,
  }: {
    readonly keys: readonly (string | undefined)[];
    readonly store: BatchStore;
    readonly out: BatchStore;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  if (isS3Address(address)) return;
  const work = async ([index, key]: readonly [number, string | undefined]) => {
    const path = outputPath(address, names[index] as string);
    if (key === undefined || !(await isProtected(path))) return;
    const music = await readMusic(store, key);
    const isThere = music !== undefined && Buffer.compare(await readFile(path), music) === 0;
    if (!isThere) await refuseProtected(path);
  };
  await mapConcurrent([...keys.entries()], { jobs: readsAtOnce, signal, work });
}

/** Where the music of a name lies in `--out`, as it is shown. */
export function outputPath(address: string, name: string): string {
  return isS3Address(address) ? `${address.replace(/\/+$/, '')}/${name}` : join(address, name);
}

/**
 * Makes sure that `--out` can be a folder, or become one, before anything is made there.
 *
 * @throws MirrorError as `photoOutputs` does
 */
export async function checkBatchFolder(out: BatchStore): Promise<void> {
  if (!isS3Address(out.address)) await photoOutputs(['photo'], out.address, { isSeveral: true });
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
