import { access, constants, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DEFAULT_DECODER_KIND, type Decoder, type DecoderKind } from '../../autoencoder/decoder.js';
import { saveDecoder } from '../../autoencoder/decoderFile.js';
import { DECODER_RULE, MODELS_RULE } from '../../checks/argumentRules.js';
import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import { systemErrorCode } from '../../files/disk/aboutFile.js';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { acquireLock, type Lock, type LockOptions } from '../../files/disk/lock.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { assertOwned, isLost } from '../../files/disk/ownedLock.js';
import { exists } from '../../files/disk/pathChecks.js';
import { refuseProtected } from '../../files/disk/refuseProtected.js';
import { syncFolders } from '../../files/disk/syncToDisk.js';
import { unwritable, writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import type { SoundObject } from '../soundObject.js';
import {
  decoderFolder,
  findWeights,
  HEADER,
  NEW_WEIGHTS,
  readHeader,
  WEIGHTS,
} from './decoderFiles.js';

/**
 * Puts a decoder where `readDecoder` finds it, one writer after the other. Whatever happens on the way,
 * and whenever the process is killed, there is a whole decoder, the old one or the new: the new weights
 * are written beside the old ones, the new decoder.json takes the place of the old one, and then its
 * weights do.
 *
 * @param options.lock under which it was trained, if it was: once that is lost, nothing is written
 * @throws MirrorError `usage` for an option of another type or of no known name, `input` if the folder cannot be
 *   written or is a link that leads out of the models, `environment` if the disk fails or the lock is lost
 */
export async function writeDecoder(
  object: SoundObject,
  decoder: Decoder,
  options: { readonly lock?: OwnedLock | undefined } = {},
): Promise<void> {
  checkOptions('writeDecoder', options, { lock: 'record' });
  checkArguments({ object, decoder }, { object: MODELS_RULE, decoder: DECODER_RULE });
  const { lock: within } = options;
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
 * @throws MirrorError as `acquireLock` does, and `input` for a link that leads out of the models or a decoder that may not be written
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
  for (const name of [HEADER, WEIGHTS]) await refuseProtected(join(folder, name));
  return acquireLock(folder, { ...options, purpose: 'training' });
}

/**
 * Makes sure, before a training, that its decoder can be written.
 *
 * @throws MirrorError `input` if it cannot
 */
export async function checkDecoderFolder(object: SoundObject): Promise<void> {
  checkArguments({ object }, { object: MODELS_RULE });
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
