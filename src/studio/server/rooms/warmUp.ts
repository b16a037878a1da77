import { setTimeout } from 'node:timers/promises';
import { openComposer } from '../../../index.js';
import { detectionsIn, type Room } from './room.js';

/**
 * After so many pieces the engine has compiled what composing runs: the tenth takes a third of the second's time (`node bench/studio.js`).
 */
const PIECES = 10;

/** Between two of them, for what a page asks meanwhile. */
const PAUSE_MS = 100;

/**
 * Composes a room with other seeds, and forgets the pieces: the first dial that a person turns is answered as fast as the hundredth.
 *
 * @throws MirrorError as `openComposer` does; AbortError when the signal fires
 */
export async function warmUp(room: Room, signal: AbortSignal): Promise<void> {
  const { compose } = openComposer(room.photo, { collection: room.collection });
  const detections = detectionsIn(room, {});
  for (let seed = 1; seed <= PIECES; seed++) {
    await setTimeout(PAUSE_MS, undefined, { signal });
    await compose(detections, { seed, signal });
  }
}
