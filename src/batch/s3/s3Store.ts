import { lockFileName } from '../../files/disk/staleLock.js';
import type { BatchStore } from '../store/batchStore.js';
import { placeS3Midi } from './placeS3Midi.js';
import { parseS3Address, type S3Address, s3AddressText } from './s3Address.js';
import { connectToS3 } from './s3Client.js';
import { acquireS3Lock } from './s3Lock.js';
import {
  asMirrorError,
  deleteObject,
  listObjects,
  putObject,
  readObject,
  streamObject,
} from './s3Objects.js';
import { uploadObject } from './s3Upload.js';

/** A read takes some 20 ms and no time of this machine. The SDK opens 50 connections. */
const READS_AT_ONCE = 32;

const POLL_MILLISECONDS = 2000;

/**
 * A store in S3, or in a store that speaks its language: keys are those of objects, after the prefix. A value is
 * written whole or not at all.
 *
 * @param options.signal ends what is under way, with MirrorError `aborted`; what begins after it fired has some seconds (`S3Patience`)
 * @throws MirrorError `usage` for an address without a bucket, `environment` if the SDK is not installed
 */
export async function openS3Store(
  address: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<BatchStore> {
  const { bucket, key: prefix } = parseS3Address(address);
  await connectToS3();
  const at = (key: string): S3Address => ({
    bucket,
    key: [prefix, key].filter((part) => part !== '').join('/'),
  });
  return {
    address,
    readsAtOnce: READS_AT_ONCE,
    pollMilliseconds: POLL_MILLISECONDS,
    read: async (key, { first } = {}) => (await readObject(at(key), { first, signal }))?.bytes,
    stream: (key) => streamObject(at(key), { signal }),
    write: async (key, bytes, { lock } = {}) => {
      const assertOwned = lock?.assertOwned;
      await asMirrorError(at(key), async () => {
        if (!(bytes instanceof Uint8Array)) {
          return uploadObject(at(key), bytes, { signal, assertOwned });
        }
        await assertOwned?.();
        await putObject(at(key), bytes, { signal });
      });
    },
    placeMidi: (key, bytes) =>
      asMirrorError(at(key), async () => {
        const { isWritten, kept } = await placeS3Midi(at(key), bytes, { signal });
        return { isWritten, kept: kept && s3AddressText({ bucket, key: kept }) };
      }),
    remove: (key) => asMirrorError(at(key), () => deleteObject(at(key), { signal })),
    list: (folder) =>
      asMirrorError(at(folder), async () => {
        const { key } = at(folder);
        const within = key === '' ? '' : `${key}/`;
        const names: string[] = [];
        const pages = listObjects({ bucket, key: within }, { isFlat: true, signal });
        for await (const { objects } of pages) {
          names.push(...objects.map((object) => object.key.slice(within.length)));
        }
        return names.filter((name) => name !== '');
      }),
    lock: ({ purpose, ...options }) =>
      acquireS3Lock(at(lockFileName(purpose)), { signal, ...options }),
  };
}
