import { isS3Address } from '../s3/s3Address.js';
import type { S3Photos } from '../s3/s3Photos.js';
import { DISK_PHOTOS, type PhotoSource } from './photoSource.js';

let s3Photos: Promise<S3Photos> | undefined;

/** Where a photo is read from, by its path or its address. What speaks to S3 is loaded for such an address only. */
export async function photoSourceOf(path: string): Promise<PhotoSource> {
  if (!isS3Address(path)) return DISK_PHOTOS;
  s3Photos ??= import('../s3/s3Photos.js').then(({ openS3Photos }) => openS3Photos());
  return s3Photos;
}
