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
  /** Called once what lacks results lies in the queue; of audio, which is decoded meanwhile, once the first of it does; never if nothing lacks one. */
  readonly onHandedOut?: () => void;
  /** Called with one line where the server is away, or is back, and where there is no worker. */
  readonly onNote?: (line: string) => void;
}

/** A look at the queue. */
export interface Look {
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
  onHandedOut,
  onNote = () => {},
  gatherMilliseconds = LOOK_MILLISECONDS.gather,
}: GatherNotes & {
  /** The queue of the workers. */
  readonly work: Queue;
  readonly address: QueueAddress;
  readonly ensure: (options: Look) => Promise<void>;
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
    await ensure({ isFirst: true, isThorough: true });
    onHandedOut?.();
    let looking: Promise<void> | undefined;
    let fault: unknown;
    let sinceEnsured = 0;
    let looks = 0;
    while (!isGathered()) {
      await setTimeout(gatherMilliseconds, undefined, { signal }).catch(() => {});
      sinceEnsured += gatherMilliseconds;
      throwIfAborted(signal);
      if (fault !== undefined) throw fault;
      await gather();
      // Never awaited: while the server is away, what workers have finished is gathered all the same.
      if (looking !== undefined || sinceEnsured < LOOK_MILLISECONDS.ensure) continue;
      sinceEnsured = 0;
      looks += 1;
      looking = ensure({ isFirst: false, isThorough: looks % LOOKS_A_THOROUGH_ONE === 0 })
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
