import { throwIfAborted } from '../errors.js';

/**
 * Does some work for each item, several at a time, in the order of the items. After one item has failed no further one is begun.
 *
 * @throws MirrorError `aborted` when the signal fires, and whatever the work throws; never while another item's
 *   work is still going on
 */
export async function mapConcurrent<Item>(
  items: readonly Item[],
  options: {
    readonly jobs: number;
    readonly signal: AbortSignal;
    readonly work: (item: Item) => Promise<void>;
  },
): Promise<void> {
  const { jobs, signal, work } = options;
  // All runners take from one queue, so each item is taken once.
  const queue = items.values();
  let hasFailed = false;
  const runner = async () => {
    for (const item of queue) {
      if (hasFailed) return;
      throwIfAborted(signal);
      try {
        await work(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  // All of them, so that no work is still writing when the first one stops.
  for (const ended of await Promise.allSettled(Array.from({ length: jobs }, runner))) {
    if (ended.status === 'rejected') throw ended.reason;
  }
}
