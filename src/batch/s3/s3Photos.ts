import { MirrorError, throwIfAborted } from '../../errors.js';
import type { ReadOptions } from '../../files/disk/readRegularFile.js';
import type { PhotoSource } from '../photos/photoSource.js';
import { openObject, type S3Body, type S3Listed } from './openObject.js';
import { parseS3Address } from './s3Address.js';
import { isConflict, isDenied, s3Error } from './s3Errors.js';

/** Photos in S3, by their addresses. */
export interface S3Photos extends PhotoSource {
  /** Keeps what a listing tells of a photo: its stamp is then known without a request, and it is read only if it still has it. */
  readonly keep: (address: string, listed: S3Listed) => void;
}

export function openS3Photos(): S3Photos {
  const listed = new Map<string, string>();
  const open = (address: string, options: ReadOptions) =>
    openPhoto(address, options, listed.get(address)?.split(' ')[1]);
  return {
    keep: (address, { size, etag }) => {
      if (etag !== '') listed.set(address, `${size} ${etag}`);
    },
    stampOf: async (address) => listed.get(address) ?? '',
    read: async (address, options) => {
      const parts: Uint8Array[] = [];
      for await (const part of (await open(address, options)).bytes) parts.push(part);
      return Buffer.concat(parts);
    },
    stream: async function* (address, { signal, ...options }) {
      for await (const part of (await open(address, options)).bytes) {
        throwIfAborted(signal);
        yield part;
      }
    },
  };
}

async function openPhoto(
  address: string,
  { what, mostBytes }: ReadOptions,
  etag: string | undefined,
): Promise<S3Body> {
  const unusable = (complaint: string) =>
    new MirrorError('input', `${address}: Expected ${what} but ${complaint}.`);
  let body: S3Body | undefined;
  try {
    body = await openObject(parseS3Address(address), etag ? { etag } : {});
  } catch (error) {
    if (isDenied(error)) throw unusable('the store does not let you read it. Ask for s3:GetObject');
    if (isConflict(error)) throw unusable('it changed while the batch began. Call it again');
    throw s3Error(address, error);
  }
  if (body === undefined) throw unusable('there is no such object. Check the address');
  const { size, discard } = body;
  if (size > 0 && size <= mostBytes) return body;
  discard();
  if (size === 0) throw unusable('the object is empty. Copy it again from where it came');
  const [has, most] = [size, mostBytes].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
  throw unusable(`it has ${has} and ${most} are the most. Make it smaller`);
}
