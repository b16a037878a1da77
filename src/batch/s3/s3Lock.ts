import { setTimeout } from 'node:timers/promises';
import { throwIfAborted } from '../../errors.js';
import { lostLock } from '../../files/disk/ownedLock.js';
import { isKnownToHaveEnded, THIS_PROCESS } from '../../files/disk/processIdentity.js';
import type { StoreLock, StoreLockOptions } from '../store/batchStore.js';
import { type S3Address, s3AddressText } from './s3Address.js';
import { type LockObject, openLockObject } from './s3LockObject.js';
import { asMirrorError } from './s3Objects.js';

/**
 * Between two reads of a lock of another owner, and between two signs of life of an owner; and how many reads without
 * such a sign make a lock stale: a minute.
 */
const TIMING = { pauseMilliseconds: 1000, beatMilliseconds: 10_000, staleReads: 60 };

export interface S3LockOptions extends Omit<StoreLockOptions, 'purpose'> {
  readonly timing?: typeof TIMING;
}

/**
 * Waits until no other call owns the lock, an object, and owns it from then on.
 *
 * It is made with `If-None-Match: *`, and its owner rewrites it every ten seconds with `If-Match`, so that of two calls
 * one wins and an owner that was asleep for a minute finds that it has lost. Where the owner ran on this machine and
 * has ended, it is taken over at once. A store that does not heed these conditions is found out by making the lock
 * twice, and said: there, the lock keeps calls apart that begin seconds after one another, and not those of the same
 * moment.
 *
 * @throws MirrorError `aborted` when the signal fires, `environment` if the store refuses
 */
export function acquireS3Lock(address: S3Address, options: S3LockOptions = {}): Promise<StoreLock> {
  const path = s3AddressText(address);
  const { timing = TIMING, onNote } = options;
  return asMirrorError(address, async () => {
    const object = openLockObject(address, options);
    let etag = await own(object, { ...options, timing, path });
    const again = await object.write({ ifNone: true });
    if (again !== undefined) {
      object.setUnguarded();
      etag = again;
      onNote?.(
        `${path}: this store does not know conditional writes, so two batches that begin there in the same moment are not kept apart. Begin them one after another.`,
      );
    }
    const { giveSign, ...lock } = hold(object, { etag, path, ...timing });
    return { ...lock, assertOwned: () => asMirrorError(address, giveSign) };
  });
}

/** Waits until the lock is free or stale, and makes it this call's own. @returns the object's ETag */
async function own(
  { token, read, write }: LockObject,
  {
    path,
    signal,
    onWaiting,
    timing: { pauseMilliseconds, staleReads },
  }: S3LockOptions & { readonly path: string; readonly timing: typeof TIMING },
): Promise<string> {
  const reported = new Set<string>();
  let watched = { etag: '', reads: 0 };
  for (;;) {
    throwIfAborted(signal);
    const present = await read();
    // The answer to a write that was made may have been lost on its way.
    if (present?.content?.token === token) return present.etag;
    const reads = present?.etag === watched.etag ? watched.reads + 1 : 0;
    watched = { etag: present?.etag ?? '', reads };
    const { owner, token: other = '' } = present?.content ?? {};
    const hasEnded = owner !== undefined && isKnownToHaveEnded(owner);
    if (present === undefined || hasEnded || reads >= staleReads) {
      const etag = await write(
        present === undefined ? { ifNone: true } : { ifMatch: present.etag },
      );
      if (etag !== undefined) return etag;
      continue;
    }
    if (owner !== undefined && !reported.has(other)) {
      reported.add(other);
      const host = owner.host === THIS_PROCESS.host ? undefined : owner.host;
      onWaiting?.({ pid: owner.pid, host, path, hasHeartbeat: true });
    }
    await setTimeout(pauseMilliseconds, undefined, { signal }).catch(() => {});
  }
}

/** Gives signs of life for a lock that this call owns, one after another. */
function hold(
  { token, read, write, remove, isGuarded }: LockObject,
  options: { readonly etag: string; readonly path: string; readonly beatMilliseconds: number },
): Omit<StoreLock, 'assertOwned'> & { readonly giveSign: () => Promise<void> } {
  let { etag } = options;
  const lost = new AbortController();
  const beat = async () => {
    if (lost.signal.aborted) throw lost.signal.reason;
    const next = isGuarded() ? await write({ ifMatch: etag }) : undefined;
    if (next !== undefined) {
      etag = next;
      return;
    }
    const present = await read();
    if (present?.content?.token !== token) {
      lost.abort(lostLock(options.path));
      throw lost.signal.reason;
    }
    etag = isGuarded() ? present.etag : ((await write({ ifNone: true })) ?? etag);
  };
  let last: Promise<void> = Promise.resolve();
  const afterLast = (work: () => Promise<void>): Promise<void> => {
    last = last.catch(() => {}).then(work);
    return last;
  };
  let isBeating = false;
  const timer = setInterval(async () => {
    // One that takes long is not followed by a row of others; a store that does not answer is asked again at a later one.
    if (isBeating) return;
    isBeating = true;
    await afterLast(beat).catch(() => {});
    isBeating = false;
  }, options.beatMilliseconds).unref();
  return {
    owned: undefined,
    lost: lost.signal,
    giveSign: () => afterLast(beat),
    release: async () => {
      clearInterval(timer);
      // A store that fails now must not hide what was done, or why it was not.
      await afterLast(async () => {
        if ((await read())?.content?.token === token) await remove();
      }).catch(() => {});
    },
  };
}
