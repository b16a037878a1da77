import { setTimeout } from 'node:timers/promises';
import { detectionsOf, MIRROR_DEFAULTS, openComposer } from '../../../index.js';
import type { Room } from './room.js';

/** After so many pieces the engine has compiled what composing runs: the tenth takes a third of the second's time (`node bench/studio.js`). */
const PIECES = 10;

/** Between two of them, for what a page asks meanwhile. */
const PAUSE_MS = 100;

/**
 * Composes a room with other seeds, and forgets the pieces: the first dial that a person turns is answered as fast as the hundredth.
 *
 * @throws MirrorError as `openComposer` does; AbortError when the signal fires
 */
export async function warmUp(
  { photo, inference, unplayable, collection }: Room,
  signal: AbortSignal,
): Promise<void> {
  const { compose } = openComposer(photo, { collection });
  const { minConfidence } = MIRROR_DEFAULTS;
  const detections = detectionsOf(inference, { minConfidence, unplayable });
  for (let seed = 1; seed <= PIECES; seed++) {
    await setTimeout(PAUSE_MS, undefined, { signal });
    await compose(detections, { seed, signal });
  }
}
