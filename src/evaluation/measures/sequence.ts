import { chordKey } from '../../events/chordKey.js';
import type { MusicalEvent } from '../../events/events.js';
import { interOnsetIntervals, type MeasuredPerformance } from '../../events/measuredPerformance.js';
import { mean } from '../../math/mean.js';
import { type Random, shuffled } from '../../math/random.js';
import { leaveOneOut, spreadOver } from './leaveOneOut.js';
import { fitSequenceModel, negativeLogLikelihood, type SequenceModel } from './sequenceModel.js';

/** Draws that each fold's model is asked about. */
const DRAWS_A_FOLD = 4;

/** Recordings that each fold's model learns, lest that of many hundreds outgrow the memory. */
const MOST_LEARNED = 32;

/** Nats an event between floor and ceiling below which a place between them says nothing; starter objects have 1.5 or more. */
const LEAST_ROOM = 0.5;

/** Negative log-likelihood of sequences of events under a model of the recordings, nats an event. */
export interface SequenceFigures {
  /** A recording that the model did not see. */
  readonly ceiling: number;
  /** The same recording with its events in any order. */
  readonly floor: number;
  readonly generated: number;
  /**
   * How far from floor to ceiling the draws are: 0 as any order, 1 as a recording by the same hand, or more; null
   * where the recordings have too little in common for the two to lie apart.
   */
  readonly position: number | null;
}

/**
 * How likely the draws' sequence of events is, chord and inter-onset interval in turn, between shuffled and true recordings.
 *
 * Each fold leaves one recording out, fits a variable-order Markov model on the others, and asks it about the one
 * left out, about that one shuffled (each event with its interval), and about some draws. These may hold runs of the
 * very recordings that the model learned, as the one left out cannot: it is to be read beside what is copied.
 *
 * @returns null for a single recording, and for draws or recordings without two events
 */
export function measureSequence(
  draws: readonly MeasuredPerformance[],
  recordings: readonly MeasuredPerformance[],
  random: Random,
): SequenceFigures | null {
  const [drawn, recorded] = [draws, recordings].map(toSequences) as [Sequence[], Sequence[]];
  if (drawn.length === 0) return null;
  const folds = leaveOneOut(recorded).map(({ one, others }, fold) => {
    const model = fitSequenceModel(spreadOver(others, MOST_LEARNED).map((pairs) => pairs.flat()));
    const asked = spreadOver([...drawn.slice(fold), ...drawn.slice(0, fold)], DRAWS_A_FOLD);
    return {
      ceiling: natsAnEvent(model, one),
      floor: natsAnEvent(model, shuffled(one, random)),
      generated: mean(asked.map((pairs) => natsAnEvent(model, pairs))),
    };
  });
  if (folds.length === 0) return null;
  const [ceiling, floor, generated] = [
    mean(folds.map((fold) => fold.ceiling)),
    mean(folds.map((fold) => fold.floor)),
    mean(folds.map((fold) => fold.generated)),
  ];
  const room = floor - ceiling;
  const position = room >= LEAST_ROOM ? (floor - generated) / room : null;
  return { ceiling, floor, generated, position };
}

/** Each event's chord and the inter-onset interval to the next one, without the last event, which has none. */
type Sequence = readonly (readonly [chord: string, interOnset: string])[];

function toSequences(pieces: readonly MeasuredPerformance[]): Sequence[] {
  return pieces.map(({ events }) => toSequence(events)).filter(({ length }) => length > 0);
}

function toSequence(events: readonly MusicalEvent[]): Sequence {
  const interOnsets = interOnsetIntervals(events, ({ step }) => step);
  return interOnsets.map((interOnset, i) => [
    chordKey((events[i] as MusicalEvent).pitches),
    `+${interOnset}`,
  ]);
}

function natsAnEvent(model: SequenceModel, sequence: Sequence): number {
  return negativeLogLikelihood(model, sequence.flat()) / sequence.length;
}
