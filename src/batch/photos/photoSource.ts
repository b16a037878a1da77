import { stat } from 'node:fs/promises';
import {
  type ReadOptions,
  readRegularFile,
  streamRegularFile,
} from '../../files/disk/readRegularFile.js';

export interface PhotoReadOptions extends ReadOptions {
  readonly signal?: AbortSignal;
}

/** Where photos of a batch are read from. */
export interface PhotoSource {
  /** How many reads at a time are worth it. */
  readonly readsAtOnce: number;
  /** Another stamp, another photo: size, inode and times of a file, size and ETag of an object in S3. '' where there is none. */
  readonly stampOf: (path: string) => Promise<string>;
  /**
   * The bytes of a photo.
   *
   * @throws MirrorError `input` for one that is missing, empty, larger than `mostBytes`, or not ours to read; `environment` where the
   *   disk fails, or S3 does; `aborted` when the signal fires while S3 is waited for, or between two pieces of a stream
   */
  readonly read: (path: string, options: PhotoReadOptions) => Promise<Uint8Array>;
  /** The same bytes as a stream. */
  readonly stream: (path: string, options: PhotoReadOptions) => AsyncIterable<Uint8Array>;
}

/** Photos that lie on a disk; it, or a folder over a network, gives more to several readers. */
export const DISK_PHOTOS: PhotoSource = {
  readsAtOnce: 4,
  stampOf: async (path) => {
    const stats = await stat(path, { bigint: true }).catch(() => undefined);
    if (stats === undefined) return '';
    return [stats.size, stats.ino, stats.mtimeNs, stats.ctimeNs].join(' ');
  },
  read: readRegularFile,
  stream: streamRegularFile,
};
