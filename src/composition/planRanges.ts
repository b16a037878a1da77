import { SEED_RANGE } from '../checks/checkOptions.js';
import { FORM_RANGES } from './form/formRanges.js';
import { PIECE_TEMPO_BPM } from './timing.js';

/** What the options of a plan may be, both ends included. */
export const PLAN_RANGES = {
  ...FORM_RANGES,
  tempoBpm: { ...PIECE_TEMPO_BPM, whole: false },
  seed: SEED_RANGE,
} as const;
