import type { Readable } from 'node:stream';
import { MirrorError } from '../../errors.js';
import { type S3Address, s3AddressText } from './s3Address.js';
import { withS3 } from './s3Client.js';
import { isAbsent, isEmptyRange, s3Error } from './s3Errors.js';
import { patienceOf, patiently, type S3Patience } from './s3Patience.js';

/** An object as a listing, or its own header, tells of it. */
export interface S3Listed {
  readonly key: string;
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

/** An object that is being read. */
export interface S3Body extends Omit<S3Listed, 'size'> {
  /** Bytes; undefined where the store does not say how many there are. */
  readonly size: number | undefined;
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
 * @param options.signal ends the request, and its body, as `S3Patience` says
 * @throws the SDK's error, and as `patiently` does; the body throws MirrorError `environment` or `aborted`
 */
export async function openObject(
  { bucket, key }: S3Address,
  {
    first,
    etag,
    signal,
  }: {
    readonly first?: number | undefined;
    readonly etag?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<S3Body | undefined> {
  const patience = patienceOf(signal);
  const get = (range: string | undefined, match: string | undefined) => {
    const input = { Bucket: bucket, Key: key, Range: range, IfMatch: match };
    return withS3(
      ({ sdk, client }, request) => client.send(new sdk.GetObjectCommand(input), request),
      patience,
    );
  };
  try {
    const range = first === undefined ? undefined : `bytes=0-${first - 1}`;
    const answer = await get(range, etag);
    const found = { key, etag: answer.ETag ?? '', size: answer.ContentLength };
    const rest = async (from: number) => {
      const to = first === undefined ? '' : first - 1;
      return (await get(`bytes=${from}-${to}`, found.etag || undefined)).Body;
    };
    const address = s3AddressText({ bucket, key });
    const discard = () => (answer.Body as Readable | undefined)?.destroy();
    return {
      ...found,
      bytes: readOn(answer.Body, { rest, size: found.size, address, patience }),
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
    patience,
  }: {
    readonly rest: (from: number) => Promise<unknown>;
    readonly size: number | undefined;
    readonly address: string;
    readonly patience: S3Patience;
  },
): AsyncGenerator<Uint8Array> {
  let body = opened;
  let from = 0;
  for (let breaks = 0; ; breaks++) {
    let fault: unknown = Object.assign(new Error(), { name: 'IncompleteBody' });
    let isEnded = false;
    try {
      if (breaks > 0) body = await rest(from);
      for await (const part of patientParts(body as Readable, patience)) {
        from += part.length;
        yield part;
      }
      isEnded = true;
    } catch (error) {
      fault = error;
      // It broke behind its last byte: nothing is left to ask for.
      if (size === undefined && from > 0 && isEmptyRange(error)) return;
    }
    // Without a size, its end is the one that the store gives it.
    if (size === undefined ? isEnded : from >= size) return;
    if (fault instanceof MirrorError || breaks >= MOST_BREAKS) throw s3Error(address, fault);
  }
}

/** The parts of a body, until patience with it ends; its connection is then closed. */
async function* patientParts(body: Readable, patience: S3Patience): AsyncGenerator<Uint8Array> {
  const parts: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await patiently(parts.next(), patience);
      if (done) return;
      yield value;
    }
  } finally {
    body.destroy();
  }
}
