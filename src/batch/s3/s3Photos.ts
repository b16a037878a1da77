import { MirrorError } from '../../errors.js';
import type { ReadOptions } from '../../files/disk/readRegularFile.js';
import { megabytes } from '../../format.js';
import type { PhotoSource } from '../photos/photoSource.js';
import { openObject, type S3Body, type S3Listed } from './openObject.js';
import { parseS3Address } from './s3Address.js';
import { isConflict, isDenied, s3Error } from './s3Errors.js';

/** Photos that are read at a time. */
const READS_AT_ONCE = 16;

/** Photos in S3, by their addresses. */
export interface S3Photos extends PhotoSource {
  /** Keeps what a listing tells of a photo: its stamp is then known without a request, and it is read only if it still has it. */
  readonly keep: (address: string, listed: S3Listed) => void;
}

/** @param options.signal ends what is under way, with MirrorError `aborted` */
export function openS3Photos({ signal: ofCall }: { readonly signal?: AbortSignal } = {}): S3Photos {
  const listed = new Map<string, string>();
  const open = (address: string, { signal = ofCall, ...options }: StoppableRead) => {
    const etag = listed.get(address)?.split(' ')[1];
    return photoBytes(address, { ...options, signal, etag });
  };
  return {
    readsAtOnce: READS_AT_ONCE,
    keep: (address, { size, etag }) => {
      if (etag !== '') listed.set(address, `${size} ${etag}`);
    },
    stampOf: async (address) => listed.get(address) ?? '',
    read: async (address, options) => {
      const parts: Uint8Array[] = [];
      for await (const part of open(address, options)) parts.push(part);
      return Buffer.concat(parts);
    },
    stream: open,
  };
}

type StoppableRead = ReadOptions & { readonly signal?: AbortSignal | undefined };

async function* photoBytes(
  address: string,
  { what, mostBytes, etag, signal }: StoppableRead & { readonly etag: string | undefined },
): AsyncGenerator<Uint8Array> {
  const unusable = (complaint: string) =>
    new MirrorError('input', `${address}: Expected ${what} but ${complaint}.`);
  let body: S3Body | undefined;
  try {
    body = await openObject(parseS3Address(address), { signal, ...(etag && { etag }) });
  } catch (error) {
    if (isDenied(error)) throw unusable('the store does not let you read it. Ask for s3:GetObject');
    if (isConflict(error)) throw unusable('it changed while the batch began. Call it again');
    throw s3Error(address, error);
  }
  if (body === undefined) throw unusable('there is no such object. Check the address');
  const { size, bytes, discard } = body;
  const most = megabytes(mostBytes);
  if (size !== undefined && size > mostBytes) {
    discard();
    throw unusable(`the object has ${megabytes(size)} and ${most} are the most. Make it smaller`);
  }
  let length = 0;
  for await (const part of bytes) {
    length += part.length;
    // Where the store did not say how many there are.
    if (length > mostBytes)
      throw unusable(`the object has more than ${most}, which are the most. Make it smaller`);
    yield part;
  }
  if (length === 0) throw unusable('the object is empty. Copy it again from where it came');
}
