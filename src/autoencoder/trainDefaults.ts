import { type OptionRule, SEED_RANGE } from '../checks/checkOptions.js';
import { DECODER_KINDS, DEFAULT_DECODER_KIND } from './decoder.js';

/** What a training is if nothing else is said. */
export const TRAIN_OBJECT_DEFAULTS = { kind: DEFAULT_DECODER_KIND, seed: 1 } as const;

/** All options of a training, and of one that leaves a recording out; `openBackend` says which backends there are. */
export const TRAIN_OBJECT_RULES = {
  object: 'string',
  kind: DECODER_KINDS,
  seed: SEED_RANGE,
  backend: 'string',
  signal: 'signal',
  onProgress: 'function',
  onNote: 'function',
  onEncoded: 'function',
} as const satisfies Readonly<Record<string, OptionRule>>;
