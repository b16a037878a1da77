import type { OptionRule } from './checks/checkOptions.js';
import { COLLECTION_RULE } from './collection/collection.js';
import { MOST_ONSETS_A_SECOND } from './composition/density/limitDensity.js';
import { PLAN_RANGES } from './composition/planRanges.js';
import { DECODE_RANGES } from './decoding/decodeRanges.js';
import { DETECT_DEFAULTS } from './vision/detectDefaults.js';
import { DETECTOR_RULE } from './vision/detectRules.js';

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

const { minConfidence, ...COMPOSE_RANGES } = MIRROR_RANGES;

/** All options of `compose`. */
export const COMPOSE_RULES = {
  ...COMPOSE_RANGES,
  harmonise: 'boolean',
  instruments: 'strings',
  takeOffs: 'record',
  title: 'string',
  signal: 'signal',
  onStage: 'function',
} as const satisfies Readonly<Record<string, OptionRule>>;

/** All options of `mirrorPhoto`. */
export const MIRROR_RULES = {
  collection: COLLECTION_RULE,
  detector: DETECTOR_RULE,
  detections: 'array',
  ...COMPOSE_RULES,
  minConfidence,
  careful: 'boolean',
} as const satisfies Readonly<Record<string, OptionRule>>;

/** What `compose` takes: the options of `mirrorPhoto` may be passed on as they are, and those that are not for composing are not heeded. */
export const PASSED_ON_RULES = {
  collection: 'any',
  detector: 'any',
  detections: 'any',
  minConfidence: 'any',
  careful: 'any',
  ...COMPOSE_RULES,
} as const satisfies Readonly<Record<keyof typeof MIRROR_RULES, OptionRule>>;
