import { availableParallelism } from 'node:os';

/** Each training, and each thread that looks at photos, takes a core and about 150 MB for a TensorFlow of its own. */
const MOST_JOBS_UNASKED = 2;

/** How many trainings, or threads that look, there are at a time unless --jobs says otherwise. */
export function defaultJobs(): number {
  return Math.min(MOST_JOBS_UNASKED, availableParallelism());
}

/**
 * How many threads look at photos unless --jobs says otherwise. A single photo does not repay a thread: cold, two
 * of them learn the same lesson twice, which takes as long as the second saves.
 */
export function defaultLookers(photoCount: number): number {
  return Math.max(1, Math.min(defaultJobs(), photoCount));
}

/**
 * How many photos are under way at a time: while the first ones are composed and written, the threads that look
 * should have others to look at, and these must have been read.
 */
export function photosAtOnce(jobs: number): number {
  return jobs === 1 ? 1 : jobs + 1;
}
