import { MIRROR_DEFAULTS, MIRROR_RANGES } from './mirrorOptions.js';

/** What a judgement of objects is if nothing else is said. */
export const JUDGE_DEFAULTS = { draws: 16, seed: 1 } as const;

/** What the options of a judgement may be, both ends included. */
export const JUDGE_RANGES = {
  draws: { least: 1, most: 1000, whole: true },
  seed: MIRROR_RANGES.seed,
  variation: MIRROR_RANGES.variation,
} as const;

/** What a judgement of pieces is if nothing else is said. */
export const JUDGE_PIECES_DEFAULTS = { draws: 8, seed: 1, bars: MIRROR_DEFAULTS.bars } as const;

/** What the options of a judgement of pieces may be, both ends included. */
export const JUDGE_PIECES_RANGES = {
  draws: { least: 1, most: 1000, whole: true },
  seed: MIRROR_RANGES.seed,
  bars: MIRROR_RANGES.bars,
  variation: MIRROR_RANGES.variation,
} as const;
