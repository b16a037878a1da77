import type { DecodedPhrase } from '../../decoding/decodePhrase.js';
import type { Note } from '../../music/note.js';
import type { ImitatedMotif } from '../imitation/imitate.js';
import type { PlannedPart } from '../planPiece.js';

/** A planned part and what its decoder played for it. */
export interface PlayedPart extends PlannedPart {
  readonly phrase: DecodedPhrase;
  /** For each bar of material what it plays there, in ticks of the piece from the bar line, untransposed. */
  readonly bars: readonly (readonly Note[])[];
  /** What of it was taken up from other parts, in order. */
  readonly motifs: readonly ImitatedMotif[];
}
