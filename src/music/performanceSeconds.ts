import type { Performance } from './phrase.js';
import { tempoClock } from './tempo.js';

/** How long a performance lasts by its own tempo map, in seconds. */
export function performanceSeconds({
  tempoChanges,
  lengthTicks,
}: Pick<Performance, 'tempoChanges' | 'lengthTicks'>): number {
  return tempoClock(tempoChanges).secondsAt(lengthTicks);
}
