import type { Readable } from 'node:stream';
import { type S3Address, s3AddressText } from './s3Address.js';
import { withS3 } from './s3Client.js';
import { isAbsent, isEmptyRange, s3Error } from './s3Errors.js';

/** An object as a listing, or its own header, tells of it. */
export interface S3Listed {
  readonly key: string;
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

/** An object that is being read. */
export interface S3Body extends S3Listed {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Closes the connection of one whose bytes are not wanted. */
  readonly discard: () => void;
}

/** A body whose connection breaks is read on from where it broke, so often. */
const MOST_BREAKS = 4;

/**
 * Opens an object; undefined if there is none.
 *
 * @param options.first only so many bytes
 * @param options.etag the one it must have
 * @throws the SDK's error; the body throws MirrorError `environment`
 */
export async function openObject(
  { bucket, key }: S3Address,
  { first, etag }: { readonly first?: number | undefined; readonly etag?: string } = {},
): Promise<S3Body | undefined> {
  const get = (range: string | undefined, match: string | undefined) => {
    const input = { Bucket: bucket, Key: key, Range: range, IfMatch: match };
    return withS3(({ sdk, client }) => client.send(new sdk.GetObjectCommand(input)));
  };
  try {
    const range = first === undefined ? undefined : `bytes=0-${first - 1}`;
    const answer = await get(range, etag);
    const found = { key, etag: answer.ETag ?? '', size: answer.ContentLength ?? 0 };
    const rest = async (from: number) => {
      const to = first === undefined ? '' : first - 1;
      return (await get(`bytes=${from}-${to}`, found.etag || undefined)).Body;
    };
    const address = s3AddressText({ bucket, key });
    const discard = () => (answer.Body as Readable | undefined)?.destroy();
    return {
      ...found,
      bytes: readOn(answer.Body, { rest, size: found.size, address }),
      discard,
    };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    if (!isEmptyRange(error)) throw error;
    return { key, etag: '', size: 0, bytes: (async function* () {})(), discard: () => {} };
  }
}

/** The bytes of a body; what is missing when its connection breaks is asked for again. */
async function* readOn(
  opened: unknown,
  {
    rest,
    size,
    address,
  }: { rest: (from: number) => Promise<unknown>; size: number; address: string },
): AsyncGenerator<Uint8Array> {
  let body = opened;
  let from = 0;
  for (let breaks = 0; ; breaks++) {
    let fault: unknown = Object.assign(new Error(), { name: 'IncompleteBody' });
    try {
      if (breaks > 0) body = await rest(from);
      for await (const part of body as AsyncIterable<Uint8Array>) {
        from += part.length;
        yield part;
      }
    } catch (error) {
      fault = error;
    }
    if (from >= size) return;
    if (breaks >= MOST_BREAKS) throw s3Error(address, fault);
  }
}
