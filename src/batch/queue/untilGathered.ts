import { setTimeout } from 'node:timers/promises';
import { MirrorError, throwIfAborted } from '../../errors.js';

/** Between two looks at what has ended, unless the store wants fewer, and between two at the queue. */
const LOOK_MILLISECONDS = { gather: 500, ensure: 3000 };

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
  gatherMilliseconds = LOOK_MILLISECONDS.gather,
}: {
  readonly ensure: (options: { readonly isFirst: boolean }) => Promise<void>;
  readonly gather: () => Promise<void>;
  readonly isGathered: () => boolean;
  readonly signal: AbortSignal;
  readonly gatherMilliseconds?: number;
}): Promise<void> {
  await ensure({ isFirst: true });
  let looking: Promise<void> | undefined;
  let fault: unknown;
  let sinceEnsured = 0;
  while (!isGathered()) {
    await setTimeout(gatherMilliseconds, undefined, { signal }).catch(() => {});
    sinceEnsured += gatherMilliseconds;
    throwIfAborted(signal);
    if (fault !== undefined) throw fault;
    await gather();
    // Never awaited: while the server is away, what workers have finished is gathered all the same.
    if (looking !== undefined || sinceEnsured < LOOK_MILLISECONDS.ensure) continue;
    sinceEnsured = 0;
    looking = ensure({ isFirst: false })
      .catch((error) => {
        // Whatever BullMQ or a driver says while the server is away passes.
        if (error instanceof MirrorError) fault = error;
      })
      .finally(() => {
        looking = undefined;
      });
  }
}
