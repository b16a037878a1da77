import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { throwIfAborted } from '../../errors.js';
import { lostLock } from '../../files/disk/ownedLock.js';
import {
  isKnownToHaveEnded,
  type ProcessIdentity,
  THIS_PROCESS,
} from '../../files/disk/processIdentity.js';
import type { StoreLock, StoreLockOptions } from '../store/batchStore.js';
import { type S3Address, s3AddressText } from './s3Address.js';
import { isUnsupported } from './s3Errors.js';
import {
  asMirrorError,
  deleteObject,
  putObject,
  readObject,
  type S3Condition,
} from './s3Objects.js';

/** Between two reads of a lock of another owner, and between two signs of life of an owner; and how many reads without such a sign make a lock stale: a minute. */
const TIMING = { pauseMilliseconds: 1000, beatMilliseconds: 10_000, staleReads: 60 };

export interface S3LockOptions extends Omit<StoreLockOptions, 'purpose'> {
  readonly timing?: typeof TIMING;
}

/** What a lock says. */
interface LockContent {
  /** 32 hexadecimal digits that no other lock ever has. */
  readonly token: string;
  readonly owner: ProcessIdentity;
  /** Counted up by its owner. */
  readonly beat: number;
}

/**
 * Waits until no other call owns the lock, an object, and owns it from then on.
 *
 * It is made with `If-None-Match: *`, and its owner rewrites it every ten seconds with `If-Match`, so that of two calls one wins and an owner
 * that was asleep for a minute finds that it has lost. Where the owner ran on this machine and has ended, it is taken over at once. A store that does not
 * heed these conditions is found out by making the lock twice, and said: there, the lock keeps calls apart that begin seconds after one another,
 * and not those of the same moment.
 *
 * @throws MirrorError `aborted` when the signal fires, `environment` if the store refuses
 */
export function acquireS3Lock(address: S3Address, options: S3LockOptions = {}): Promise<StoreLock> {
  return asMirrorError(address, () => acquire(address, options));
}

async function acquire(
  address: S3Address,
  { signal, onWaiting, onNote, timing = TIMING }: S3LockOptions,
): Promise<StoreLock> {
  const { pauseMilliseconds, beatMilliseconds, staleReads } = timing;
  const path = s3AddressText(address);
  const token = randomBytes(16).toString('hex');
  const reported = new Set<string>();
  let beat = 0;
  let isGuarded = true;
  const write = async (condition: S3Condition): Promise<string | undefined> => {
    const content: LockContent = { token, owner: THIS_PROCESS, beat };
    beat += 1;
    const bytes = new TextEncoder().encode(`${JSON.stringify(content)}\n`);
    try {
      return await putObject(address, bytes, isGuarded ? condition : undefined);
    } catch (error) {
      if (!isGuarded || !isUnsupported(error)) throw error;
      isGuarded = false;
      return putObject(address, bytes);
    }
  };
  const read = async () => {
    const present = await readObject(address);
    return present && { ...present, content: parseContent(present.bytes) };
  };
  const own = async (): Promise<string> => {
    let watched = { etag: '', reads: 0 };
    for (;;) {
      throwIfAborted(signal);
      const present = await read();
      // The answer to a write that was made may have been lost on its way.
      if (present?.content?.token === token) return present.etag;
      const reads = present?.etag === watched.etag ? watched.reads + 1 : 0;
      watched = { etag: present?.etag ?? '', reads };
      const owner = present?.content?.owner;
      const hasEnded = owner !== undefined && isKnownToHaveEnded(owner);
      if (present === undefined || hasEnded || reads >= staleReads) {
        const condition =
          present === undefined ? { ifNone: true as const } : { ifMatch: present.etag };
        const etag = await write(condition);
        if (etag !== undefined) return etag;
        continue;
      }
      const { pid, host } = owner ?? {};
      if (pid !== undefined && !reported.has(present.content?.token ?? '')) {
        reported.add(present.content?.token ?? '');
        const elsewhere = host === THIS_PROCESS.host ? undefined : host;
        onWaiting?.({ pid, host: elsewhere, path, hasHeartbeat: true });
      }
      await setTimeout(pauseMilliseconds, undefined, { signal }).catch(() => {});
    }
  };

  let etag = await own();
  const again = await write({ ifNone: true });
  if (again !== undefined) {
    isGuarded = false;
    etag = again;
    onNote?.(
      `${path}: this store does not know conditional writes, so two batches that begin there in the same moment are not kept apart. Begin them one after another.`,
    );
  }
  const lost = new AbortController();
  const lose = () => {
    const error = lostLock(path);
    lost.abort(error);
    return error;
  };
  const giveSign = async () => {
    if (lost.signal.aborted) throw lost.signal.reason;
    if (isGuarded) {
      const next = await write({ ifMatch: etag });
      if (next !== undefined) {
        etag = next;
        return;
      }
    }
    const present = await read();
    if (present?.content?.token !== token) throw lose();
    etag = isGuarded ? present.etag : ((await write({ ifNone: true })) ?? etag);
  };
  let last: Promise<void> = Promise.resolve();
  const afterLast = (work: () => Promise<void>): Promise<void> => {
    last = last.catch(() => {}).then(work);
    return last;
  };
  // A store that does not answer is asked again at a later beat; beats never wait in a row.
  let isBeating = false;
  const giveSignInTime = async () => {
    if (isBeating) return;
    isBeating = true;
    await afterLast(giveSign).catch(() => {});
    isBeating = false;
  };
  const timer = setInterval(giveSignInTime, beatMilliseconds).unref();
  return {
    owned: undefined,
    lost: lost.signal,
    assertOwned: () => asMirrorError(address, () => afterLast(giveSign)),
    release: async () => {
      clearInterval(timer);
      // A store that fails now must not hide what was done, or why it was not.
      await afterLast(async () => {
        if ((await read())?.content?.token === token) await deleteObject(address);
      }).catch(() => {});
    },
  };
}

function parseContent(bytes: Uint8Array): LockContent | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as LockContent;
  } catch {
    return undefined;
  }
}
