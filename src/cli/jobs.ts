import { availableParallelism } from 'node:os';

/** Each training takes a core and about 100 MB for a TensorFlow of its own; two at a time suit a laptop. */
const MOST_JOBS_UNASKED = 2;

/** How many objects are trained at a time unless --jobs says otherwise. */
export function defaultJobs(): number {
  return Math.min(MOST_JOBS_UNASKED, availableParallelism());
}
