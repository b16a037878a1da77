import { checkOptions } from './checkOptions.js';
import { MOST_ONSETS_A_SECOND } from './composition/density/limitDensity.js';
import { PLAN_RANGES } from './composition/planRanges.js';
import { DECODE_RANGES } from './decoding/decodeRanges.js';
import { DETECT_DEFAULTS } from './vision/detectDefaults.js';

/** What a mirror is if nothing else is said. */
export const MIRROR_DEFAULTS = {
  bars: 16,
  minConfidence: DETECT_DEFAULTS.minConfidence,
  harmonise: true,
  mostOnsetsASecond: MOST_ONSETS_A_SECOND,
  title: 'Sound mirror',
} as const;

/** What the options of a mirror may be, both ends included. */
export const MIRROR_RANGES = {
  ...PLAN_RANGES,
  temperature: DECODE_RANGES.temperature,
  variation: DECODE_RANGES.variation,
  minConfidence: { least: 0, most: 1, whole: false },
} as const;

/** As `checkOptions`, for those of a mirror. */
export function checkMirrorOptions(
  options: Partial<Record<keyof typeof MIRROR_RANGES, number>>,
): void {
  checkOptions(options, MIRROR_RANGES);
}
