import type { MeasuredPerformance } from '../../events/measuredPerformance.js';
import { mean } from '../../math/mean.js';
import { seededRandom } from '../../math/random.js';
import type { ObjectClassifier } from '../classifier/classifier.js';
import { type CopyFigures, measureCopied } from '../measures/copied.js';
import { measureOverlap, type OverlapFigures } from '../measures/overlap.js';
import { measurePulse, type PulseFigures } from '../measures/pulse.js';
import { measureSelfRepetition } from '../measures/selfRepetition.js';
import { measureSequence, type SequenceFigures } from '../measures/sequence.js';
import { measureVariety } from '../measures/variety.js';
import type { Draws } from './draws.js';

/** What is measured of drawn pieces, by a decoder or by a control, and beside each figure the same of recordings. */
export interface DrawFigures {
  readonly named: {
    /** Share of draws that the classifier takes for this object. */
    readonly draws: number;
    /** The same of recordings it never heard; null for a single recording. */
    readonly heldOut: number | null;
    /** Null where the classifier knows no object. */
    readonly chance: number | null;
  };
  readonly overlap: OverlapFigures;
  readonly copied: CopyFigures;
  readonly pulse: PulseFigures;
  readonly sequence: SequenceFigures | null;
  readonly variety: {
    /** Share of runs of four events that two draws do not share; and two recordings. */
    readonly draws: number | null;
    readonly recordings: number | null;
  };
  readonly recurrence: {
    /** Share of runs of four events that were there before in the same draw; and in the same recording. */
    readonly draws: number | null;
    readonly recordings: number | null;
  };
}

/**
 * Measures drawn pieces beside the recordings of their object.
 *
 * @param recordings at least one
 * @param options.object its name, as the classifier knows it
 * @param options.seed of the order into which recordings are shuffled for the floor of `sequence`
 */
export function measureDraws(
  { pieces, long }: Pick<Draws, 'pieces' | 'long'>,
  options: {
    readonly object: string;
    readonly recordings: readonly MeasuredPerformance[];
    readonly classifier: ObjectClassifier;
    readonly seed: number;
  },
): DrawFigures {
  const { object, recordings, classifier, seed } = options;
  return {
    named: {
      draws: mean(pieces.map((piece) => Number(classifier.name(piece) === object))),
      heldOut: classifier.heldOut.get(object) ?? null,
      chance: classifier.chance,
    },
    overlap: measureOverlap(pieces, recordings),
    copied: measureCopied(pieces, recordings),
    pulse: measurePulse({ recordings, draws: pieces, long }),
    sequence: measureSequence(pieces, recordings, seededRandom(`shuffle ${seed} ${object}`)),
    variety: { draws: measureVariety(pieces), recordings: measureVariety(recordings) },
    recurrence: {
      draws: measureSelfRepetition(pieces),
      recordings: measureSelfRepetition(recordings),
    },
  };
}
