import { checkArguments } from '../checks/checkOptions.js';
import type { Performance } from './phrase.js';
import { tempoClock } from './tempo.js';

/** How long a performance lasts by its own tempo map, in seconds. */
export function performanceSeconds(
  performance: Pick<Performance, 'tempoChanges' | 'lengthTicks'>,
): number {
  checkArguments({ performance }, { performance: 'record' });
  const { tempoChanges, lengthTicks } = performance;
  return tempoClock(tempoChanges).secondsAt(lengthTicks);
}
