import type { Segment } from '../../transcription/segments.js';
import type { Requirements } from '../batch.js';
import { programFingerprint } from '../requirements.js';
import type { ChunkName } from '../store/batchFiles.js';

/** What a job of a chunk says: where to look. Photos, collections and settings never pass the queue. */
export interface ChunkJob extends ChunkName {
  /** Absolute path of the store, the same on all machines, or its address in S3. */
  readonly store: string;
}

/** What a job of a training says. Recordings lie in the home, and the decoder is written there. */
export interface TrainingJobData {
  /** Absolute path of the collection, the same on all machines. */
  readonly home: string;
  readonly object: string;
  readonly kind: string | null;
  readonly seed: number | null;
  /** Whether it is trained even if it need not be. */
  readonly force: boolean;
}

/** What a job of a transcription says. Its samples and its result lie in the store. */
export interface SegmentJob extends Omit<Segment, 'samples'> {
  /** Absolute path of the store, the same on all machines. */
  readonly store: string;
  readonly batch: string;
  /** Name of the audio's file. */
  readonly audio: string;
  /** Where in it the stretches end. */
  readonly toSeconds: number;
  /** Of the segment. */
  readonly key: string;
  /** Name of the server of the queue that this job is in, which its samples lie under. */
  readonly queue: string;
  /** Of its samples. */
  readonly sha256: string;
  /** Name of the backend that multiplies. */
  readonly backend: string;
}

/** What the job of a whole batch says; its children are the jobs that it was cut into. */
export interface BatchJob {
  readonly batch: string;
  /** What it is counted in. */
  readonly unit: 'photo' | 'object' | 'stretch';
  readonly requires: Requirements;
  readonly total: number;
  /** Those that wait for workers; the others were finished before. */
  readonly handedOut: number;
}

/** What became of the photos of a chunk, of an object, or of the stretches of a segment. */
export interface JobCounts {
  readonly done: number;
  readonly unanswered: number;
  readonly failed: number;
  /** When they were counted, in milliseconds since 1970 by the worker's clock. */
  readonly at?: number;
}

/** The names of jobs, by which a worker knows what to do. */
export const JOB_NAMES = {
  chunk: 'photos',
  training: 'training',
  segment: 'segment',
} as const;

/** The queue of the jobs of batches. */
export const BATCHES_QUEUE = 'batches';

/** The queue of the work for a worker with these properties: others never see it. */
export function workQueue(requires: Requirements): string {
  return `work-${programFingerprint(requires)}`;
}

/** Equal for equal chunks: a job that waits is not added twice. */
export function chunkJobId({ batch, chunk }: ChunkName): string {
  return `${batch}-${chunk}`;
}
