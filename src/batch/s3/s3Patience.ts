import { setMaxListeners } from 'node:events';
import { throwIfAborted } from '../../errors.js';

/**
 * How long a request to S3 may take. One that begins before the caller's signal fires ends with it. One that begins
 * after it, such as the last write of the manifest and the release of a lock, has some seconds, and a store that is
 * away is not waited for.
 */
export interface S3Patience {
  readonly signal: AbortSignal | undefined;
  /** Whether the caller's signal had fired before. */
  readonly isClosing: boolean;
}

/** For a request after Ctrl-C, and for each megabyte that it sends. */
const CLOSING_MILLISECONDS = { always: 10_000, aMegabyte: 1000 };

/** @param options.bytes that the request sends */
export function patienceOf(
  signal: AbortSignal | undefined,
  { bytes = 0 }: { readonly bytes?: number } = {},
): S3Patience {
  if (signal?.aborted) {
    const { always, aMegabyte } = CLOSING_MILLISECONDS;
    const most = Math.ceil(always + (bytes / 1e6) * aMegabyte);
    return { signal: AbortSignal.timeout(most), isClosing: true };
  }
  // Each request that is under way listens to it, and Node would warn of more than ten.
  if (signal !== undefined) setMaxListeners(0, signal);
  return { signal, isClosing: false };
}

/**
 * The result of some work with S3, unless patience ends before.
 *
 * @throws what the work throws; MirrorError `aborted` when the caller's signal fires; an error named `TimeoutError` for a request that
 *   began after it and takes too long
 */
export async function patiently<Result>(
  work: Promise<Result>,
  { signal, isClosing }: S3Patience,
): Promise<Result> {
  if (signal === undefined) return work;
  let stop = () => {};
  const ended = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, ended]);
  } catch (error) {
    if (!signal.aborted) throw error;
    if (!isClosing) throwIfAborted(signal);
    throw Object.assign(new Error(), { name: 'TimeoutError' });
  } finally {
    signal.removeEventListener('abort', stop);
    // Of the two, the one that comes later is not heard.
    for (const each of [work, ended]) each.catch(() => {});
  }
}
