import { MirrorError } from '../../errors.js';
import type { BoxShift } from '../../vision/taught/boxShift.js';

/** No shift that is learned goes further: an anchor that lies on a box reaches 0.4 of it. */
const MOST_SHIFT = 4;

/** A thousandth of an anchor's side is less than a pixel. */
const PARTS = 1000;

/** Shifts as the header of a taught photo holds them: [[across, down, wider, higher], …], to a thousandth. */
export function formatShifts(shifts: readonly BoxShift[]): number[][] {
  return shifts.map((shift) => shift.map((value) => Math.round(value * PARTS) / PARTS));
}

/**
 * Reads them back.
 *
 * @param count how many there must be
 * @throws MirrorError `input` for another number of them, or for anything that is not four numbers within bounds
 */
export function parseShifts(value: unknown, count: number): BoxShift[] {
  const isShift = (shift: unknown) =>
    Array.isArray(shift) &&
    shift.length === 4 &&
    shift.every((number) => typeof number === 'number' && Math.abs(number) <= MOST_SHIFT);
  if (Array.isArray(value) && value.length === count && value.every(isShift)) {
    return value as unknown as BoxShift[];
  }
  throw new MirrorError(
    'input',
    `Expected ${count} shifts of four numbers from ${-MOST_SHIFT} to ${MOST_SHIFT} in «shifts» but received something else.`,
  );
}
