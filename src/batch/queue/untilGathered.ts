import { setTimeout } from 'node:timers/promises';
import type { Queue } from 'bullmq';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { followQueue } from './followQueue.js';
import type { QueueAddress } from './queueAddress.js';

/** Between two looks at what has ended, unless its store is looked at less often, and between two at the queue. */
const LOOK_MILLISECONDS = { gather: 500, ensure: 3000 };

/** One look at the queue of so many, the first among them, is thorough: a minute passes in between. */
const LOOKS_A_THOROUGH_ONE = 20;

/** What a caller is told while it waits for workers. */
export interface GatherNotes {
  /**
   * Called once what lacks results lies in the queue; of audio, which is decoded meanwhile, once the first of it does;
   * never if nothing lacks one.
   */
  readonly onHandedOut?: () => void;
  /** Called with one line where the server is away, or is back, and where there is no worker. */
  readonly onNote?: (line: string) => void;
}

/** How a caller waits for workers. */
export interface GatherOptions extends GatherNotes {
  /** A clock in milliseconds, from any moment. */
  readonly now: () => number;
}

/** A look at the queue. */
export interface Look {
  /** Whether the queue has answered none before. */
  readonly isFirst: boolean;
  /** As `ensureJobs` takes it. */
  readonly isThorough: boolean;
}

/**
 * Hands out and gathers until all is there. A server that is away for a while is waited for.
 *
 * @throws MirrorError `aborted` when the signal fires; what the first `ensure` and `gather` throw
 */
export async function untilGathered({
  ensure,
  gather,
  isGathered,
  signal,
  work,
  address,
  now,
  onHandedOut,
  onNote = () => {},
  gatherMilliseconds = LOOK_MILLISECONDS.gather,
}: GatherOptions & {
  /** The queue of the workers. */
  readonly work: Queue;
  readonly address: QueueAddress;
  /** Resolves with whether the queue was looked at, as `ensureJobs` does. */
  readonly ensure: (options: Look) => Promise<boolean>;
  readonly gather: () => Promise<void>;
  readonly isGathered: () => boolean;
  readonly signal: AbortSignal;
  readonly gatherMilliseconds?: number;
}): Promise<void> {
  const stop = new AbortController();
  void followQueue(work, {
    ...{ address, onNote, needsWorkers: true },
    signal: AbortSignal.any([signal, stop.signal]),
  });
  try {
    let isHandedOut = false;
    let lookedAt = 0;
    const look = async ({ isThorough }: Pick<Look, 'isThorough'>) => {
      const isFirst = !isHandedOut;
      try {
        const isLookedAt = await ensure({ isFirst, isThorough: isFirst || isThorough });
        if (isFirst && isLookedAt) {
          isHandedOut = true;
          onHandedOut?.();
        }
      } finally {
        lookedAt = now();
      }
    };
    await look({ isThorough: true });
    let looking: Promise<void> | undefined;
    let fault: unknown;
    let looks = 0;
    while (!isGathered()) {
      await setTimeout(gatherMilliseconds, undefined, { signal }).catch(() => {});
      throwIfAborted(signal);
      if (fault !== undefined) throw fault;
      await gather();
      // Never awaited: while the server is away, what workers have finished is gathered all the same.
      if (looking !== undefined || now() - lookedAt < LOOK_MILLISECONDS.ensure) continue;
      looks += 1;
      looking = look({ isThorough: looks % LOOKS_A_THOROUGH_ONE === 0 })
        .catch((error) => {
          // Whatever BullMQ or a driver says while the server is away passes.
          if (error instanceof MirrorError) fault = error;
        })
        .finally(() => {
          looking = undefined;
        });
    }
    // The last look may have failed while the last results were gathered.
    await looking;
    if (fault !== undefined) throw fault;
  } finally {
    stop.abort();
  }
}
