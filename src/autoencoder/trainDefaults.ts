import { DEFAULT_DECODER_KIND } from './decoder.js';

/** What a training is if nothing else is said. */
export const TRAIN_OBJECT_DEFAULTS = { kind: DEFAULT_DECODER_KIND, seed: 1 } as const;
