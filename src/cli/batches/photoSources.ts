import { DISK_PHOTOS, type PhotoSource } from '../../batch/photos/photoSource.js';
import { isS3Address } from '../../batch/s3/s3Address.js';
import type { S3Photos } from '../../batch/s3/s3Photos.js';
import type { ExpandOptions } from '../inputs/expandInputs.js';

/** Where the photos of a call lie: on a disk, in S3, or in both. */
export interface PhotoSources {
  /** Lists an address in S3. */
  readonly listAddress: NonNullable<ExpandOptions['listAddress']>;
  /** Where a photo is read from; those in S3 must have been listed. */
  readonly sourceOf: (path: string) => PhotoSource;
}

export function photoSources(signal: AbortSignal): PhotoSources {
  let inS3: S3Photos | undefined;
  return {
    listAddress: async (arg, { kind: { isNamedSo, whyNotRead }, isRecursive }) => {
      if (!isS3Address(arg)) return undefined;
      const { openS3Photos } = await import('../../batch/s3/s3Photos.js');
      const { listS3Photos } = await import('../../batch/s3/listS3Photos.js');
      inS3 ??= openS3Photos({ signal });
      const { keep: onPhoto } = inS3;
      return listS3Photos(arg, { isNamedSo, whyNotRead, isRecursive, signal, onPhoto });
    },
    sourceOf: (path) => (inS3 !== undefined && isS3Address(path) ? inS3 : DISK_PHOTOS),
  };
}
