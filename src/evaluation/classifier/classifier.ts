import type { MeasuredPerformance } from '../../events/measuredPerformance.js';
import { yieldToEventLoop } from '../../yieldToEventLoop.js';
import { gatherStatistics, type LabelledFeatures, withoutExample } from './classStatistics.js';
import { fitDiscriminant } from './discriminant.js';
import { pieceFeatures } from './pieceFeatures.js';

/** Names the object that music is of, fitted on the recordings of all objects. */
export interface ObjectClassifier {
  /** The object that a piece sounds like; null if the classifier was fitted on no recording. */
  readonly name: (piece: MeasuredPerformance) => string | null;
  /**
   * For each object its accuracy on its own recordings, each named by a classifier fitted without it: what another
   * recording of the same hand would reach. Objects with a single recording are not in it.
   */
  readonly heldOut: ReadonlyMap<string, number>;
  /** Accuracy of guessing: 1 ÷ number of objects; null for none. */
  readonly chance: number | null;
}

/** A recording as far as the classifier needs it: its object and its features, a few hundred bytes. */
export function describePiece(object: string, piece: MeasuredPerformance): LabelledFeatures {
  return { name: object, features: pieceFeatures(piece) };
}

/**
 * Fits a classifier on recordings alone, and again without each of them in turn.
 *
 * @param recordings of all objects; of none, the classifier names nothing
 * @throws MirrorError `aborted` when the signal fires, which is asked between two of these fits
 */
export async function trainClassifier(
  recordings: readonly LabelledFeatures[],
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ObjectClassifier> {
  if (recordings.length === 0) return { name: () => null, heldOut: new Map(), chance: null };
  const statistics = gatherStatistics(recordings);
  const classify = fitDiscriminant(statistics);
  const tally = new Map<string, { right: number; of: number }>();
  for (const recording of recordings) {
    const left = withoutExample(statistics, recording);
    if (!left.classes.some(({ name }) => name === recording.name)) continue;
    const named = fitDiscriminant(left)(recording.features);
    const { right, of } = tally.get(recording.name) ?? { right: 0, of: 0 };
    tally.set(recording.name, { right: right + Number(named === recording.name), of: of + 1 });
    await yieldToEventLoop(signal);
  }
  return {
    name: (piece) => classify(pieceFeatures(piece)),
    heldOut: new Map([...tally].map(([name, { right, of }]) => [name, right / of])),
    chance: 1 / statistics.classes.length,
  };
}
