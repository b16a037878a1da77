import { type Detector, loadDetector, readDetectorFiles } from '../index.js';
import { requestedBackend } from './backend.js';
import type { CommandContext } from './context.js';

/**
 * The detector on the backend that MIRROR_BACKEND asks for, or the best there is, with a note if that was not the
 * first choice; it looks in this many threads.
 */
export async function openDetector(
  { env, terminal }: CommandContext,
  threads: number,
): Promise<Detector> {
  const backend = requestedBackend(env);
  const detector = await loadDetector(await readDetectorFiles(), { backend, threads });
  if (detector.backend.note !== undefined) terminal.note(detector.backend.note);
  return detector;
}
