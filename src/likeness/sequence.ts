import type { MusicalEvent } from '../autoencoder/events.js';
import { type Random, shuffled } from '../random.js';
import { leaveOneOut, spreadOver } from './leaveOneOut.js';
import { mean } from './mean.js';
import type { Piece } from './piece.js';
import { fitSequenceModel, type SequenceModel, surprise } from './sequenceModel.js';

/** Draws that each fold's model is asked about. */
const DRAWS_A_FOLD = 4;

/** How surprising sequences of events are to a model of the recordings, nats an event: less is more expected. */
export interface SequenceFigures {
  /** A recording that the model did not see. */
  readonly ceiling: number;
  /** The same recording with its events in any order. */
  readonly floor: number;
  readonly generated: number;
  /** How far from floor to ceiling the draws are: 0 as any order, 1 as a recording by the same hand, or more. */
  readonly position: number | null;
}

/**
 * How likely the draws' sequence of events is, chord and distance in turn, between shuffled and true recordings.
 *
 * Each fold leaves one recording out, fits a variable-order Markov model on the others, and asks it about the one
 * left out, about that one shuffled (each event with its distance), and about some draws.
 *
 * @returns null for a single recording
 */
export function measureSequence(
  draws: readonly Piece[],
  recordings: readonly Piece[],
  random: Random,
): SequenceFigures | null {
  const folds = leaveOneOut(recordings).map(({ one, others }, fold) => {
    const model = fitSequenceModel(others.map(({ events }) => toTokens(toPairs(events))));
    const pairs = toPairs(one.events);
    const asked = spreadOver([...draws.slice(fold), ...draws.slice(0, fold)], DRAWS_A_FOLD);
    return {
      ceiling: natsAnEvent(model, pairs),
      floor: natsAnEvent(model, shuffled(pairs, random)),
      generated: mean(asked.map(({ events }) => natsAnEvent(model, toPairs(events)))),
    };
  });
  if (folds.length === 0) return null;
  const [ceiling, floor, generated] = [
    mean(folds.map((fold) => fold.ceiling)),
    mean(folds.map((fold) => fold.floor)),
    mean(folds.map((fold) => fold.generated)),
  ];
  const position = floor > ceiling ? (floor - generated) / (floor - ceiling) : null;
  return { ceiling, floor, generated, position };
}

type Pair = readonly [chord: string, distance: string];

/** Each event's chord and its distance to the next one, without the last event, which has none. */
function toPairs(events: readonly MusicalEvent[]): Pair[] {
  return events
    .slice(1)
    .map((next, i) => [
      chordOf(events[i] as MusicalEvent),
      `+${next.step - (events[i] as MusicalEvent).step}`,
    ]);
}

function chordOf({ pitches }: MusicalEvent): string {
  return pitches.join(' ');
}

function toTokens(pairs: readonly Pair[]): string[] {
  return pairs.flat();
}

function natsAnEvent(model: SequenceModel, pairs: readonly Pair[]): number {
  return surprise(model, toTokens(pairs)) / Math.max(1, pairs.length);
}
