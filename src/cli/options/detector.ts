import { type Detector, loadDetector, readDetectorFiles } from '../../index.js';
import type { CommandContext } from '../context.js';
import { requestedBackend } from './backend.js';

/**
 * Does some work with a detector that begins to load at once, in threads of its own, on the backend that
 * MIRROR_BACKEND asks for or the best there is; a note says if that was not the first choice. What the work finds wrong
 * before it needs the detector is not kept waiting for it, except by tfjs-node, which loads in this thread.
 *
 * @param threads how many look
 * @param work is given the detector as a promise, which fails as `loadDetector` does; who never looks never hears of it
 * @throws MirrorError `usage` for a backend that is none, and whatever the work throws
 */
export async function withDetector<Result>(
  context: CommandContext,
  threads: number,
  work: (detector: Promise<Detector>) => Promise<Result>,
): Promise<Result> {
  const { env, terminal, signal } = context;
  const backend = requestedBackend(env);
  const done = new AbortController();
  const load = async () => {
    const given = { backend, threads, signal: AbortSignal.any([signal, done.signal]) };
    const detector = await loadDetector(readDetectorFiles(), given);
    if (detector.backend.note !== undefined) terminal.note(detector.backend.note);
    return detector;
  };
  const detector = load();
  const dispose = detector.then((loaded) => loaded.dispose).catch(() => () => {});
  try {
    return await work(detector);
  } finally {
    done.abort();
    (await dispose)();
  }
}
