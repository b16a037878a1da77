import { bpm } from '../format.js';
import { countedTempoBpm } from './metre.js';
import type { TimeSignature } from './time.js';

/** Note values by the unit of a metre. */
const NOTE_VALUES: ReadonlyMap<number, string> = new Map([
  [1, 'whole notes'],
  [2, 'half notes'],
  [4, 'quarters'],
  [8, 'eighths'],
  [16, 'sixteenths'],
  [32, 'thirty-seconds'],
]);

/**
 * A tempo in beats of its metre, which are named where they are no quarters: `--tempo` counts quarters, and would seem not to
 * have been followed.
 *
 * @param tempoBpm quarter notes a minute
 * @example tempoText(97.3, { beats: 6, beatUnit: 8 }) // '64.9 dotted quarters a minute'
 */
export function tempoText(tempoBpm: number, timeSignature: TimeSignature): string {
  const { beatUnit } = timeSignature;
  const counted = countedTempoBpm(tempoBpm, timeSignature);
  // Counted beats in a whole note: as many as the unit, unless three units make a beat.
  const isDotted = countedTempoBpm(4, timeSignature) !== beatUnit;
  if (beatUnit === 4) return bpm(counted);
  const value = NOTE_VALUES.get(isDotted ? beatUnit / 2 : beatUnit) ?? 'beats';
  return `${Math.round(counted * 10) / 10} ${isDotted ? 'dotted ' : ''}${value} a minute`;
}
