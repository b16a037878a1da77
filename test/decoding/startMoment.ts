import type { Moment } from '../../src/decoding/phrasePlayer.js';

/** Where music stands before its first event. */
export const START: Moment = {
  step: 0,
  interOnset: 0,
  history: [],
  standing: undefined,
  held: new Map(),
  freeUntil: 0,
};
