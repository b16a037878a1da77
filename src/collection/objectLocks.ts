import { join } from 'node:path';
import { DECODER_KINDS, DEFAULT_DECODER_KIND } from '../autoencoder/decoder.js';
import { sha256OfText } from '../files/checksum.js';
import { type LockOptions as AnyLockOptions, acquireLock, type Lock } from '../files/disk/lock.js';
import type { OwnedLock } from '../files/disk/lockFile.js';
import { exists } from '../files/disk/pathChecks.js';
import { removeEmptyFolders } from '../files/disk/writeFileAtomically.js';
import { decoderFolder } from './decoders/decoderFiles.js';
import { acquireTrainingLock } from './decoders/writeDecoder.js';
import { foldName } from './names/understandName.js';
import type { SoundObject } from './soundObject.js';

type LockOptions = Omit<AnyLockOptions, 'purpose'>;

/**
 * Locks the name of an object in a home, be it there already or not, once no other process has it locked.
 *
 * @throws MirrorError as `acquireLock` does
 */
export function lockObject(
  home: string,
  { name, ...options }: LockOptions & { readonly name: string },
): Promise<Lock> {
  const sum = sha256OfText(foldName(name));
  return acquireLock(join(home, 'objects'), { ...options, purpose: `adding-${sum.slice(0, 12)}` });
}

/**
 * Does some work while no other process adds to, changes or trains the objects.
 *
 * @param options.names of the objects, and of those that are to come
 * @param options.object whose decoders are to be moved, so that no training may be under way
 * @param work is given the lock under which it changes something
 * @throws MirrorError as `acquireLock` does, and whatever the work throws
 */
export async function withLockedObjects<Result>(
  home: string,
  {
    names,
    object,
    ...options
  }: LockOptions & { readonly names: readonly string[]; readonly object?: SoundObject | undefined },
  work: (lock: OwnedLock | undefined) => Promise<Result>,
): Promise<Result> {
  const locks: Lock[] = [];
  // Each within the one before: a process that has lost any has lost the last.
  const within = () => locks.at(-1)?.owned;
  try {
    // In one order for all processes, so that no two wait for each other.
    for (const name of [...new Set(names.map(foldName))].sort()) {
      locks.push(await lockObject(home, { ...options, name, within: within() }));
    }
    for (const kind of object?.shelf === 'home' ? DECODER_KINDS : []) {
      if (!(await exists(decoderFolder(object as SoundObject, kind)))) continue;
      locks.push(
        await acquireTrainingLock(object as SoundObject, { ...options, kind, within: within() }),
      );
    }
    return await work(within());
  } finally {
    for (const lock of locks.reverse()) await lock.release();
    if (object?.shelf === 'home') await removeEmptyModels(home, object);
  }
}

/** Decoders that were moved away leave the folders in which the locks were. */
async function removeEmptyModels(home: string, { modelsFolder }: SoundObject): Promise<void> {
  for (const kind of DECODER_KINDS) {
    if (kind === DEFAULT_DECODER_KIND) continue;
    removeEmptyFolders(join(modelsFolder, kind), modelsFolder);
  }
  removeEmptyFolders(modelsFolder, home);
}
