import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { throwIfAborted } from '../../errors.js';
import { openObject, type S3Listed } from './openObject.js';
import { type S3Address, s3AddressText } from './s3Address.js';
import { withS3 } from './s3Client.js';
import { isAbsent, isConflict, s3Error } from './s3Errors.js';
import { patienceOf } from './s3Patience.js';

export interface S3Page {
  readonly objects: readonly S3Listed[];
  /** Common beginnings of keys, up to their next slash. */
  readonly folders: readonly string[];
}

/** The condition of a write: that there is no object yet, or that it is still the one with this ETag. */
export type S3Condition = { readonly ifNone: true } | { readonly ifMatch: string };

/** What ends a request, as `S3Patience` says. */
interface Stoppable {
  readonly signal?: AbortSignal | undefined;
}

/** All bytes of an object; undefined if there is none. @throws MirrorError `environment`; `aborted` when the signal fires */
export async function readObject(
  address: S3Address,
  options: Stoppable & { readonly first?: number | undefined } = {},
): Promise<{ readonly bytes: Uint8Array; readonly etag: string } | undefined> {
  return asMirrorError(address, async () => {
    const body = await openObject(address, options);
    if (body === undefined) return undefined;
    const parts: Uint8Array[] = [];
    for await (const part of body.bytes) parts.push(part);
    return { bytes: Buffer.concat(parts), etag: body.etag };
  });
}

/** The same, part by part; nothing if there is none. */
export async function* streamObject(
  address: S3Address,
  options: Stoppable = {},
): AsyncGenerator<Uint8Array> {
  const body = await asMirrorError(address, () => openObject(address, options));
  if (body !== undefined) yield* body.bytes;
}

/**
 * Writes an object, which is there whole or not at all.
 *
 * @returns its ETag; undefined if the condition is not met
 * @throws the SDK's error, and as `patiently` does
 */
export async function putObject(
  { bucket, key }: S3Address,
  bytes: Uint8Array,
  { condition, signal }: Stoppable & { readonly condition?: S3Condition | undefined } = {},
): Promise<string | undefined> {
  const conditions =
    condition === undefined
      ? {}
      : 'ifNone' in condition
        ? { IfNoneMatch: '*' }
        : { IfMatch: condition.ifMatch };
  try {
    const input = { Bucket: bucket, Key: key, Body: bytes, ...conditions };
    const { ETag } = await withS3(
      ({ sdk, client }, request) => client.send(new sdk.PutObjectCommand(input), request),
      patienceOf(signal, { bytes: bytes.length }),
    );
    return ETag ?? '';
  } catch (error) {
    if (condition !== undefined && (isConflict(error) || isAbsent(error))) return undefined;
    throw error;
  }
}

/** Deletes an object, if it is there. @throws the SDK's error, and as `patiently` does */
export async function deleteObject(
  { bucket, key }: S3Address,
  { signal }: Stoppable = {},
): Promise<void> {
  const input = { Bucket: bucket, Key: key };
  await withS3(
    ({ sdk, client }, request) => client.send(new sdk.DeleteObjectCommand(input), request),
    patienceOf(signal),
  );
}

/**
 * Lists the objects whose keys begin so, page by page, up to 1,000 a page.
 *
 * @param options.isFlat whether keys with a further slash are listed as folders
 * @throws the SDK's error, and MirrorError `aborted` when the signal fires
 */
export async function* listObjects(
  { bucket, key: prefix }: S3Address,
  { isFlat, most, signal }: Stoppable & { readonly isFlat: boolean; readonly most?: number },
): AsyncGenerator<S3Page> {
  let token: string | undefined;
  do {
    const input = {
      ...{ Bucket: bucket, Prefix: prefix, ContinuationToken: token },
      ...(isFlat && { Delimiter: '/' }),
      ...(most !== undefined && { MaxKeys: most }),
    };
    const page: ListObjectsV2CommandOutput = await withS3(
      ({ sdk, client }, request) => client.send(new sdk.ListObjectsV2Command(input), request),
      patienceOf(signal),
    );
    throwIfAborted(signal);
    yield {
      objects: (page.Contents ?? []).map(({ Key = '', ETag = '', Size = 0 }) => ({
        ...{ key: Key, etag: ETag, size: Size },
      })),
      folders: (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix),
    };
    token = page.IsTruncated && most === undefined ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

/** Does something with the store, with errors as they are shown. @throws MirrorError; `environment` for an error of the SDK */
export async function asMirrorError<Result>(
  address: S3Address,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw s3Error(s3AddressText(address), error);
  }
}
