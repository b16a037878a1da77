import { PIECE_TEMPO_BPM } from './composition/timing.js';
import { MirrorError } from './errors.js';
import { DETECT_DEFAULTS } from './vision/detectObjects.js';

/** What a mirror is if nothing else is said. */
export const MIRROR_DEFAULTS = {
  bars: 16,
  minConfidence: DETECT_DEFAULTS.minConfidence,
  harmonise: true,
  title: 'Sound mirror',
} as const;

/** What the options of a mirror may be, both ends included. */
export const MIRROR_RANGES = {
  bars: { least: 1, most: 512, whole: true },
  tempoBpm: { ...PIECE_TEMPO_BPM, whole: false },
  seed: { least: 0, most: 2 ** 32 - 1, whole: true },
  temperature: { least: 0, most: 2, whole: false },
  variation: { least: 0, most: 1, whole: false },
} as const;

/** What a number may be, both ends included. */
interface OptionRange {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

/** As `checkOptions`, for those of a mirror. */
export function checkMirrorOptions(
  options: Partial<Record<keyof typeof MIRROR_RANGES, number>>,
): void {
  checkOptions(options, MIRROR_RANGES);
}

/**
 * Checks options once, at the door; those left out are left to their defaults.
 *
 * @throws MirrorError `usage` naming the first that is out of its range
 */
export function checkOptions<Name extends string>(
  options: Partial<Record<NoInfer<Name>, number>>,
  ranges: Readonly<Record<Name, OptionRange>>,
): void {
  for (const name of Object.keys(ranges) as Name[]) {
    const value = options[name];
    if (value === undefined) continue;
    const { least, most, whole } = ranges[name];
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) continue;
    throw new MirrorError(
      'usage',
      `Expected ${name} to be ${whole ? 'a whole number' : 'a number'} from ${least} to ${most} but received ${value}.`,
    );
  }
}
