import type { Requirements } from '../batch.js';
import { programFingerprint } from '../requirements.js';
import type { ChunkName } from '../store/batchFiles.js';

/** What a job of a chunk says: where to look. Photos, collections and settings never pass the queue. */
export interface ChunkJob extends ChunkName {
  /** Absolute path of the store, the same on all machines. */
  readonly store: string;
}

/** What the job of a whole batch says; its children are the jobs of its chunks. */
export interface BatchJob {
  readonly store: string;
  readonly batch: string;
  readonly requires: Requirements;
  /** In the batch. */
  readonly photos: number;
  /** In the chunks that were handed out; the others were finished before. */
  readonly handedOut: number;
}

/** What became of the photos of a chunk. */
export interface ChunkCounts {
  readonly done: number;
  readonly unanswered: number;
  readonly failed: number;
}

/** The queue of the jobs of batches. */
export const BATCHES_QUEUE = 'batches';

/** The queue of the chunks that a worker with these properties may work for: others never see them. */
export function chunksQueue(requires: Requirements): string {
  return `photos-${programFingerprint(requires)}`;
}

/** Equal for equal chunks: a job that waits is not added twice. */
export function chunkJobId({ batch, chunk }: ChunkName): string {
  return `${batch}-${chunk}`;
}
