import { access, constants, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DEFAULT_DECODER_KIND, type Decoder, type DecoderKind } from '../autoencoder/decoder.js';
import { loadDecoder, saveDecoder } from '../autoencoder/decoderFile.js';
import { TRAIN_AGAIN } from '../autoencoder/jsonFields.js';
import { MirrorError } from '../errors.js';
import { aboutFile, systemErrorCode } from '../files/disk/aboutFile.js';
import { assertInsideRoot } from '../files/disk/assertInsideRoot.js';
import { acquireLock, type Lock, type LockOptions } from '../files/disk/lock.js';
import type { OwnedLock } from '../files/disk/lockFile.js';
import { assertOwned, isLost } from '../files/disk/ownedLock.js';
import { exists } from '../files/disk/pathChecks.js';
import { readRegularFile } from '../files/disk/readRegularFile.js';
import { syncFolders } from '../files/disk/syncToDisk.js';
import { unwritable, writeFileAtomically } from '../files/disk/writeFileAtomically.js';
import { openLruCache } from '../lruCache.js';
import type { SoundObject } from './soundObject.js';
import { trainCommand } from './trainCommand.js';

/** A decoder of ours has half a megabyte at most; anything far beyond it is none. */
const LIMITS = { what: 'half of a decoder', mostBytes: 16e6 };

const HEADER = 'decoder.json';
const WEIGHTS = 'weights.bin';

/** Where new weights wait until decoder.json speaks of them; a process killed just then leaves them here. */
const NEW_WEIGHTS = 'weights.new.bin';

/**
 * Decoders that were read, about a megabyte each with an opened network: a piece has fifteen at most, and reading them takes
 * 5–10 ms each.
 */
const MOST_KEPT = 32;
const kept = openLruCache<{ readonly stamp: string; readonly decoder: Decoder }>(MOST_KEPT);

/**
 * The decoder of an object, or undefined if it was never trained. One whose files have not changed since they were read last
 * is not read again.
 *
 * @throws MirrorError `stale`, with the command that renews it, if another version of this program made the files in
 *   another format; `input`, opened by the file's path, if they are cut short, of another kind or another object, or if
 *   one of the two is missing
 */
export async function readDecoder(
  object: SoundObject,
  kind: DecoderKind = DEFAULT_DECODER_KIND,
): Promise<Decoder | undefined> {
  const folder = decoderFolder(object, kind);
  const jsonPath = join(folder, HEADER);
  // Taken before the files are read: what is written meanwhile is noticed the next time.
  const stamp = await stampOf(folder);
  const known = stamp === undefined ? undefined : kept.get(folder);
  if (known && known.stamp === stamp) return owned(known.decoder, { object, kind });
  const json = await readHeader(folder);
  if (json === undefined) return undefined;
  try {
    const { decoder } = await findWeights(folder, json);
    const own = owned(decoder, { object, kind });
    if (stamp !== undefined) kept.set(folder, { stamp, decoder });
    return own;
  } catch (error) {
    // A training has just finished: what belonged together was read half before, half after.
    if ((await readHeader(folder)) !== json) return readDecoder(object, kind);
    if (!(error instanceof MirrorError)) throw error;
    throw error.code === 'stale'
      ? staleDecoder(error, { object, kind })
      : aboutFile(jsonPath, error);
  }
}

/** What is said of a decoder that another version of this program made: whose it is, and the command instead of the remedy. */
function staleDecoder(
  error: MirrorError,
  { object: { name }, kind }: { object: SoundObject; kind: DecoderKind },
): MirrorError {
  const what = error.message.replace(` ${TRAIN_AGAIN}`, '');
  const remedy = `Run ${trainCommand(name, kind)}.`;
  return new MirrorError('stale', `${name} is stale: ${what} ${remedy}`, { cause: error });
}

/**
 * Puts a decoder where `readDecoder` finds it, one writer after the other. Whatever happens on the way,
 * and whenever the process is killed, there is a whole decoder, the old one or the new: the new weights
 * are written beside the old ones, the new decoder.json takes the place of the old one, and then its
 * weights do.
 *
 * @param options.lock under which it was trained, if it was: once that is lost, nothing is written
 * @throws MirrorError `input` if the folder cannot be written or is a link that leads out of the models,
 *   `environment` if the disk fails or the lock is lost
 */
export async function writeDecoder(
  object: SoundObject,
  decoder: Decoder,
  { lock: within }: { readonly lock?: OwnedLock } = {},
): Promise<void> {
  const folder = decoderFolder(object, decoder.kind);
  await assertInsideRoot(folder, dirname(object.modelsFolder));
  const { json, weights } = saveDecoder(decoder);
  const newPath = join(folder, NEW_WEIGHTS);
  assertOwned(within);
  const writing = await acquireLock(folder, { purpose: 'writing', within });
  const lock = writing.owned;
  try {
    await finishWriting(folder, lock);
    try {
      await writeFileAtomically(newPath, weights, { lock, modeOf: join(folder, WEIGHTS) });
      await writeFileAtomically(join(folder, HEADER), new TextEncoder().encode(json), { lock });
    } catch (error) {
      // What cannot be taken away does no harm: decoder.json does not speak of it.
      if (!isLost(lock)) await rm(newPath, { force: true }).catch(() => {});
      throw error;
    }
    await moveNewWeights(folder, lock);
  } finally {
    await writing.release();
  }
}

/**
 * Waits until no other call is training an object's decoder of that kind, so that two trainings come one
 * after the other.
 *
 * @throws MirrorError as `acquireLock` does, and `input` for a link that leads out of the models
 */
export async function acquireTrainingLock(
  object: SoundObject,
  {
    kind = DEFAULT_DECODER_KIND,
    ...options
  }: Omit<LockOptions, 'purpose'> & { readonly kind?: DecoderKind },
): Promise<Lock> {
  await checkDecoderFolder(object);
  const folder = decoderFolder(object, kind);
  await assertInsideRoot(folder, dirname(object.modelsFolder));
  return acquireLock(folder, { ...options, purpose: 'training' });
}

/** What changes when one of a decoder's two files is written or replaced; undefined where one is missing. */
async function stampOf(folder: string): Promise<string | undefined> {
  try {
    const files = [HEADER, WEIGHTS].map((file) => stat(join(folder, file), { bigint: true }));
    return (await Promise.all(files))
      .map(({ dev, ino, size, mtimeNs, ctimeNs }) => [dev, ino, size, mtimeNs, ctimeNs].join(' '))
      .join(' ');
  } catch {
    // Whatever is wrong is said when the file is read.
    return undefined;
  }
}

/** Text of decoder.json; undefined if there is none, whatever else there is: then nothing was finished yet. */
async function readHeader(folder: string): Promise<string | undefined> {
  const path = join(folder, HEADER);
  if (!(await exists(path))) return undefined;
  await assertInsideRoot(path, folder);
  return new TextDecoder().decode(await readRegularFile(path, LIMITS));
}

/**
 * The decoder of a decoder.json with the weights that belong to it.
 *
 * @throws MirrorError `input`, about weights.bin, if there are none
 */
async function findWeights(
  folder: string,
  json: string,
): Promise<{ readonly decoder: Decoder; readonly file: string }> {
  let complaint: unknown;
  // Asked for twice, because new weights may have taken their place between the two looks.
  for (const file of [WEIGHTS, NEW_WEIGHTS, WEIGHTS]) {
    const path = join(folder, file);
    try {
      if (!(await exists(path))) continue;
      await assertInsideRoot(path, folder);
      return { decoder: loadDecoder({ json, weights: await readRegularFile(path, LIMITS) }), file };
    } catch (error) {
      complaint ??= error;
    }
  }
  throw (
    complaint ??
    new MirrorError(
      'input',
      'Expected weights.bin beside it but there is none. Train the object again.',
    )
  );
}

/** Does what a writer that was killed had left to do, so that its weights are not written over. */
async function finishWriting(folder: string, lock: OwnedLock): Promise<void> {
  if (!(await exists(join(folder, NEW_WEIGHTS)))) return;
  const json = await readHeader(folder);
  if (json === undefined) return;
  // A decoder that is broken either way has nothing to lose.
  const found = await findWeights(folder, json).catch(() => undefined);
  if (found?.file === NEW_WEIGHTS) await moveNewWeights(folder, lock);
}

async function moveNewWeights(folder: string, lock: OwnedLock): Promise<void> {
  const path = join(folder, WEIGHTS);
  assertOwned(lock);
  try {
    await rename(join(folder, NEW_WEIGHTS), path);
    await syncFolders(folder);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Makes sure, before a training, that its decoder can be written.
 *
 * @throws MirrorError `input` if it cannot
 */
export async function checkDecoderFolder(object: SoundObject): Promise<void> {
  // Up to the lowest folder there is. One of them may go while it is looked at: a training beside this one that failed
  // takes its empty folders away again.
  let folder = object.modelsFolder;
  for (;;) {
    try {
      await access(folder, constants.W_OK);
      return;
    } catch (error) {
      const isThere = await exists(folder);
      if (isThere && systemErrorCode(error) === 'ENOENT') continue;
      if (isThere || folder === dirname(folder)) throw unwritable(object.modelsFolder, error);
      folder = dirname(folder);
    }
  }
}

/**
 * Where a decoder of an object stands: the default kind in the object's own folder among the models,
 * any other kind in a folder there that is named for it.
 */
export function decoderFolder(object: SoundObject, kind: DecoderKind): string {
  return kind === DEFAULT_DECODER_KIND ? object.modelsFolder : join(object.modelsFolder, kind);
}

/** The decoder of an object, called by the name that the home gave the object. */
function owned(decoder: Decoder, expected: { object: SoundObject; kind: DecoderKind }): Decoder {
  return { ...checkOwner(decoder, expected), object: expected.object.name };
}

function checkOwner(
  decoder: Decoder,
  expected: { object: SoundObject; kind: DecoderKind },
): Decoder {
  if (decoder.kind !== expected.kind) {
    throw new MirrorError(
      'input',
      `Expected a decoder of kind ${expected.kind} but received one of kind ${decoder.kind}. Train the object again.`,
    );
  }
  const { name, starterName = name } = expected.object;
  if (decoder.object.normalize('NFC') !== starterName) {
    throw new MirrorError(
      'input',
      `Expected the decoder of ${starterName} but received that of ${JSON.stringify(decoder.object)}. Train the object again.`,
    );
  }
  return decoder;
}
