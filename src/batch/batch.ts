import type { MirrorErrorCode } from '../errors.js';

/**
 * What the room `batch` is about. A batch is many photos mirrored with the same settings and the same collection. Its work is a list
 * of chunks. A chunk is a job: this process runs them one after another, or a queue hands them to workers on any machine.
 *
 * `<out>` is a folder, or `s3://bucket/prefix` (`store/batchStore.ts`):
 *
 *     <out>/                        what the caller asked for: <photo>.mid, and manifest.jsonl with one record a photo
 *     <out>/.mirror-batch/          the store, which all machines share
 *       photos.jsonl                SHA-256 of each photo, by path, size and times, so that no call reads it again for its sum
 *       results/abc/abc….json       what became of a photo, under its result key; abc….mid beside it is the music
 *       tries/abc/abc…              tries of a photo that has no result yet
 *       collections/<hash>/         objects and decoders of the home, by the hash of their contents
 *       batches/<id>/               batch.json and the chunks of a batch that a queue hands out
 *
 * Audio that `mirror add` hands out is cut into jobs as well: segments, which a recording's stretches are transcribed from. Their store,
 * in the collection itself, is described in `store/segmentResults.ts`.
 *
 * A result key is the SHA-256 of all that decides the music (`resultKey`): equal key, equal bytes. So doing a job twice changes nothing,
 * and what lies in the store is never computed again.
 */

/** What every piece of a batch is made with. All fields are said, so that equal settings are equal text. */
export interface BatchSettings {
  readonly bars: number;
  /** Null for the tempo that suits the objects. */
  readonly tempoBpm: number | null;
  /** Null for the seed that each photo's pixels give. */
  readonly seed: number | null;
  readonly temperature: number;
  readonly variation: number;
  readonly minConfidence: number;
  readonly careful: boolean;
  readonly mostOnsetsASecond: number;
  readonly harmonise: boolean;
  /** By the names of their objects, in the order of these. */
  readonly instruments: readonly (readonly [object: string, instrument: string])[];
  /** Larger photos are refused; null for the library's own limit. */
  readonly maxMegapixels: number | null;
}

/** What a machine must have in common with the one that made the batch, or its music would be other music. */
export interface Requirements {
  /** Of this program. */
  readonly version: string;
  /** SHA-256 of the checksums of the published weights. */
  readonly weights: string;
  /** Name of the backend that multiplies. */
  readonly backend: string;
}

/** One photo of a batch. */
export interface BatchPhoto {
  /** Absolute path, the same on all machines, or `s3://bucket/key`. */
  readonly path: string;
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** Of the music. */
  readonly title: string;
  /** Of its result. */
  readonly key: string;
}

export interface Batch {
  /** SHA-256 of the keys of its photos, in order: a photo, a setting, or a decoder more or less is another batch. */
  readonly id: string;
  readonly requires: Requirements;
  readonly settings: BatchSettings;
  /** Hash of the collection's contents. */
  readonly collection: string;
  readonly photos: readonly BatchPhoto[];
}

/** What became of a photo, as it lies in the store. */
export type Result =
  | {
      readonly state: 'done';
      /** What was seen and who plays, as in `mirror --json`. */
      readonly piece: Readonly<Record<string, unknown>>;
    }
  | { readonly state: 'unanswered'; readonly message: string }
  | {
      readonly state: 'failed';
      readonly code: MirrorErrorCode | 'unknown';
      /** Without the path, for the same photo may lie at several. */
      readonly message: string;
      readonly tries: number;
      /** Whether these bytes fail always; a next call tries the others again. */
      readonly isFinal: boolean;
    };

/** The same without what was seen: all that is kept of a million results at a time. */
export type Outcome = { readonly state: 'done' } | Exclude<Result, { readonly state: 'done' }>;
