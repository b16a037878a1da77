import { MirrorError } from '../../errors.js';
import type { BoxOffsets } from '../../vision/taught/boxRegression.js';

/** No offset that is learned goes further: an anchor that lies on a box reaches 0.4 of it. */
const MOST_OFFSET = 4;

/** A thousandth of an anchor's side is less than a pixel. */
const PARTS = 1000;

/** Offsets as the header of a taught photo holds them: [[across, down, wider, higher], …], to a thousandth. */
export function formatOffsets(offsets: readonly BoxOffsets[]): number[][] {
  return offsets.map((each) => each.map((value) => Math.round(value * PARTS) / PARTS));
}

/**
 * Reads them back.
 *
 * @param count how many there must be
 * @throws MirrorError `input` for another number of them, or for anything that is not four numbers within bounds
 */
export function parseOffsets(value: unknown, count: number): BoxOffsets[] {
  const isOffsets = (each: unknown) =>
    Array.isArray(each) &&
    each.length === 4 &&
    each.every((number) => typeof number === 'number' && Math.abs(number) <= MOST_OFFSET);
  if (Array.isArray(value) && value.length === count && value.every(isOffsets)) {
    return value as unknown as BoxOffsets[];
  }
  throw new MirrorError(
    'input',
    `Expected ${count} shifts of four numbers from ${-MOST_OFFSET} to ${MOST_OFFSET} in «shifts» but received something else.`,
  );
}
