import { sha256OfText, sha256OfTexts } from '../files/checksum.js';
import { clamp } from '../math/clamp.js';
import type { Batch, BatchPhoto, BatchSettings, Requirements } from './batch.js';

/** A job: some photos of a batch, in order. */
export interface Chunk {
  /** From 0. */
  readonly number: number;
  readonly photos: readonly BatchPhoto[];
}

/** What a batch is made of. */
export interface BatchPlan {
  readonly photos: readonly Omit<BatchPhoto, 'key'>[];
  readonly settings: BatchSettings;
  readonly requires: Requirements;
  readonly collection: string;
}

/** Enough chunks that several workers end at about the same time. */
const CHUNKS_AT_LEAST = 50;

/** Fewer photos are not worth a job's own cost, some milliseconds; of more, too many begin again when a worker dies. */
const PHOTOS_A_CHUNK = { least: 4, most: 100 };

/** The batch of these photos; the same for the same. */
export function planBatch({ photos, ...shared }: BatchPlan): Batch {
  const keyed = photos.map((photo) => ({ ...photo, key: resultKey(photo, shared) }));
  return { id: sha256OfTexts(linesOf(keyed)), ...shared, photos: keyed };
}

/** The keys, a line each, the last one without its line break. */
function* linesOf(photos: readonly BatchPhoto[]): Generator<string> {
  for (const [i, { key }] of photos.entries()) yield i === 0 ? key : `\n${key}`;
}

/**
 * The name of a photo's result: SHA-256 of everything that decides its bytes.
 *
 * @example resultKey({ sha256, title: 'kitchen' }, shared) // 64 hexadecimal digits
 */
export function resultKey(
  { sha256, title }: Pick<BatchPhoto, 'sha256' | 'title'>,
  { settings, requires, collection }: Omit<BatchPlan, 'photos'>,
): string {
  const { version, weights, backend } = requires;
  const made = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([
    ...['mirror', version, weights, backend],
    ...[collection, made, title, sha256],
  ]);
  return sha256OfText(text);
}

/** The jobs of a batch: always the same ones, so that a batch that is handed out again is the same jobs. */
export function chunksOf({ photos }: Pick<Batch, 'photos'>): Chunk[] {
  const { least, most } = PHOTOS_A_CHUNK;
  const size = clamp(Math.ceil(photos.length / CHUNKS_AT_LEAST), least, most);
  return Array.from({ length: Math.ceil(photos.length / size) }, (_, number) => ({
    number,
    photos: photos.slice(number * size, (number + 1) * size),
  }));
}
