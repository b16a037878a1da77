import { randomBytes } from 'node:crypto';
import { type ProcessIdentity, THIS_PROCESS } from '../../files/disk/processIdentity.js';
import type { S3Address } from './s3Address.js';
import { isUnsupported } from './s3Errors.js';
import { deleteObject, putObject, readObject, type S3Condition } from './s3Objects.js';

/** What the object of a lock says. */
export interface LockContent {
  /** 32 hexadecimal digits that no other lock ever has. */
  readonly token: string;
  readonly owner: ProcessIdentity;
  /** Counted up by its owner: no two writes of it have one ETag. */
  readonly beat: number;
}

/** The object of a lock, for one call that wants it or owns it. */
export interface LockObject {
  /** Of this call. */
  readonly token: string;
  readonly read: () => Promise<
    { readonly etag: string; readonly content: LockContent | undefined } | undefined
  >;
  /**
   * Says that this call owns it.
   *
   * @returns its ETag; undefined if the condition is not met
   */
  readonly write: (condition: S3Condition) => Promise<string | undefined>;
  readonly remove: () => Promise<void>;
  /** Whether the store heeds conditions, as far as is known. */
  readonly isGuarded: () => boolean;
  /** Says that it does not: from now on, all writes are made. */
  readonly setUnguarded: () => void;
}

/** @param options.signal ends what is under way, as `S3Patience` says */
export function openLockObject(
  address: S3Address,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): LockObject {
  const token = randomBytes(16).toString('hex');
  let beat = 0;
  let isGuarded = true;
  return {
    token,
    read: async () => {
      const present = await readObject(address, { signal });
      return present && { etag: present.etag, content: parseContent(present.bytes) };
    },
    write: async (condition) => {
      const content: LockContent = { token, owner: THIS_PROCESS, beat };
      beat += 1;
      const bytes = new TextEncoder().encode(`${JSON.stringify(content)}\n`);
      try {
        return await putObject(address, bytes, {
          signal,
          condition: isGuarded ? condition : undefined,
        });
      } catch (error) {
        if (!isGuarded || !isUnsupported(error)) throw error;
        isGuarded = false;
        return putObject(address, bytes, { signal });
      }
    },
    remove: () => deleteObject(address, { signal }),
    isGuarded: () => isGuarded,
    setUnguarded: () => {
      isGuarded = false;
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
