import { MirrorError } from '../../errors.js';

/** Where something lies in S3. */
export interface S3Address {
  readonly bucket: string;
  /** Without a slash at either end of a folder's; '' for the whole bucket. */
  readonly key: string;
}

const SCHEME = 's3://';

export function isS3Address(text: string): boolean {
  return text.toLowerCase().startsWith(SCHEME);
}

/**
 * Understands an address. A key may hold any character, so it is no URL: nothing in it is escaped.
 *
 * @example parseS3Address('s3://archive/box 1/#7.jpg') // { bucket: 'archive', key: 'box 1/#7.jpg' }
 * @throws MirrorError `usage` without a bucket, or with one that no store takes
 */
export function parseS3Address(text: string): S3Address {
  const [bucket = '', ...rest] = text.slice(SCHEME.length).split('/');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new MirrorError(
      'usage',
      `Expected s3://bucket or s3://bucket/prefix, where a bucket has 3 to 63 small letters, digits, dots and hyphens, but received ${JSON.stringify(text)}.`,
    );
  }
  return { bucket, key: rest.join('/').replace(/\/+$/, '') };
}

/** @example s3AddressText({ bucket: 'archive', key: 'a.jpg' }) // 's3://archive/a.jpg' */
export function s3AddressText({ bucket, key }: S3Address): string {
  return key === '' ? `${SCHEME}${bucket}` : `${SCHEME}${bucket}/${key}`;
}
