import { gatherStatistics, type LabelledFeatures, withoutExample } from './classStatistics.js';
import { fitDiscriminant } from './discriminant.js';
import type { Piece } from './piece.js';
import { pieceFeatures } from './pieceFeatures.js';

/** Who knows every object by its recordings, and how well. */
export interface Listener {
  /** The object that a piece sounds like. */
  readonly name: (piece: Piece) => string;
  /**
   * For each object the share of its recordings that are named right by a listener who never heard the one in
   * question: what a stranger by the same hand would reach. Objects with a single recording are not in it.
   */
  readonly heldOut: ReadonlyMap<string, number>;
  /** Share that guessing would name right: 1 ÷ number of objects. */
  readonly chance: number;
}

/** A recording as far as the listener needs it: its object and its features, a few hundred bytes. */
export function describePiece(object: string, piece: Piece): LabelledFeatures {
  return { name: object, features: pieceFeatures(piece) };
}

/**
 * Fits a classifier on recordings alone, and again without each of them in turn.
 *
 * @param recordings of all objects; of none, the listener can name nothing
 */
export function trainListener(recordings: readonly LabelledFeatures[]): Listener {
  const statistics = gatherStatistics(recordings);
  const classify = fitDiscriminant(statistics);
  const tally = new Map<string, { right: number; of: number }>();
  for (const recording of recordings) {
    const left = withoutExample(statistics, recording);
    if (!left.classes.some(({ name }) => name === recording.name)) continue;
    const named = fitDiscriminant(left)(recording.features);
    const { right, of } = tally.get(recording.name) ?? { right: 0, of: 0 };
    tally.set(recording.name, { right: right + Number(named === recording.name), of: of + 1 });
  }
  return {
    name: (piece) => classify(pieceFeatures(piece)),
    heldOut: new Map([...tally].map(([name, { right, of }]) => [name, right / of])),
    chance: 1 / statistics.classes.length,
  };
}
