import { MirrorError } from '../../errors.js';

/** What keeps a value up to date that is written whole, since its store cannot append. */
export interface Rewriter {
  /** Says that the value has grown: it is written some while later. */
  readonly touch: () => void;
  /** Fires once a write has failed, with its error: nothing more is written. */
  readonly failed: AbortSignal;
  /** Writes it now unless it is up to date; throws what `failed` fires with. */
  readonly flush: () => Promise<void>;
}

/**
 * Between a change and its write; for each megabyte another second, so that a large value is written seldom: 258 MB of
 * a million photos every five minutes.
 */
const PAUSE_MILLISECONDS = { always: 30_000, aMegabyte: 1000 };

/** @param write writes the whole value and returns how many bytes it has */
export function createRewriter(write: () => Promise<number>): Rewriter {
  let isOutdated = false;
  let timer: NodeJS.Timeout | undefined;
  let pause = PAUSE_MILLISECONDS.always;
  let writing: Promise<void> = Promise.resolve();
  const stop = new AbortController();
  const failed = stop.signal;
  const rewrite = async () => {
    if (!isOutdated || failed.aborted) return;
    isOutdated = false;
    try {
      const bytes = await write();
      pause = PAUSE_MILLISECONDS.always + (bytes / 1e6) * PAUSE_MILLISECONDS.aMegabyte;
    } catch (error) {
      // What Ctrl-C stopped in the middle is written once more at the end.
      if (error instanceof MirrorError && error.code === 'aborted') isOutdated = true;
      else stop.abort(error);
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(rewrite);
    return writing;
  };
  return {
    failed,
    touch: () => {
      isOutdated = true;
      timer ??= setTimeout(soon, pause).unref();
    },
    flush: async () => {
      await soon();
      failed.throwIfAborted();
    },
  };
}
