import type { MeasuredPerformance } from '../../events/measuredPerformance.js';
import { mean } from '../../math/mean.js';
import { seededRandom } from '../../math/random.js';
import { yieldToEventLoop } from '../../yieldToEventLoop.js';
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
 * @throws MirrorError `aborted` when the signal fires, which is asked between two measures
 */
export async function measureDraws(
  { pieces, long }: Pick<Draws, 'pieces' | 'long'>,
  options: {
    readonly object: string;
    readonly recordings: readonly MeasuredPerformance[];
    readonly classifier: ObjectClassifier;
    readonly seed: number;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<DrawFigures> {
  const { object, recordings, classifier, seed, signal } = options;
  // Each takes some tens of milliseconds.
  const measured = async <Figures>(measure: () => Figures): Promise<Figures> => {
    await yieldToEventLoop(signal);
    return measure();
  };
  return {
    named: {
      draws: mean(pieces.map((piece) => Number(classifier.name(piece) === object))),
      heldOut: classifier.heldOut.get(object) ?? null,
      chance: classifier.chance,
    },
    overlap: await measured(() => measureOverlap(pieces, recordings)),
    copied: await measured(() => measureCopied(pieces, recordings)),
    pulse: await measured(() => measurePulse({ recordings, draws: pieces, long })),
    sequence: await measured(() =>
      measureSequence(pieces, recordings, seededRandom(`shuffle ${seed} ${object}`)),
    ),
    variety: {
      draws: await measured(() => measureVariety(pieces)),
      recordings: await measured(() => measureVariety(recordings)),
    },
    recurrence: {
      draws: await measured(() => measureSelfRepetition(pieces)),
      recordings: await measured(() => measureSelfRepetition(recordings)),
    },
  };
}
