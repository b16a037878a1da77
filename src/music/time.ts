import { describeValue } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';

/** Ticks in a quarter note, in every file we write and every phrase inside the program. */
export const TICKS_PER_QUARTER = 480;

/** A time signature as printed: 3/4 is `{ beats: 3, beatUnit: 4 }`; `beatUnit` is a power of two. */
export interface TimeSignature {
  readonly beats: number;
  readonly beatUnit: number;
}

export const COMMON_TIME: TimeSignature = { beats: 4, beatUnit: 4 };

/**
 * Refuses what is no time signature; asked for each note, so that only what is refused is described.
 *
 * @throws MirrorError `usage`
 */
export function checkTimeSignature(timeSignature: TimeSignature | undefined | null): void {
  if (typeof timeSignature?.beats === 'number' && typeof timeSignature.beatUnit === 'number')
    return;
  throw new MirrorError(
    'usage',
    `Expected a time signature such as { beats: 3, beatUnit: 4 } but received ${describeValue(timeSignature)}.`,
  );
}

/**
 * Length of a bar in ticks.
 * @example ticksPerBar({ beats: 3, beatUnit: 4 }) // 1440
 */
export function ticksPerBar(timeSignature: TimeSignature): number {
  checkTimeSignature(timeSignature);
  return (TICKS_PER_QUARTER * 4 * timeSignature.beats) / timeSignature.beatUnit;
}

/**
 * Length of a printed beat in ticks: the lower number of the time signature.
 * @example ticksPerBeat({ beats: 6, beatUnit: 8 }) // 240
 */
export function ticksPerBeat({ beatUnit }: TimeSignature): number {
  return (TICKS_PER_QUARTER * 4) / beatUnit;
}

/**
 * Seconds that a number of ticks lasts at a steady tempo.
 * @param tempoBpm quarter notes a minute, above 0
 * @example ticksToSeconds(960, 120) // 1
 */
export function ticksToSeconds(ticks: number, tempoBpm: number): number {
  return (ticks / TICKS_PER_QUARTER) * (60 / tempoBpm);
}
