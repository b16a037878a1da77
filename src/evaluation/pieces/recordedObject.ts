import {
  type MeasuredPerformance,
  toMeasuredPerformance,
} from '../../events/measuredPerformance.js';
import { mean } from '../../math/mean.js';
import { estimateKey } from '../../music/key.js';
import { keyPresses } from '../../music/keyPresses.js';
import type { Performance } from '../../music/phrase.js';
import { ticksPerBar } from '../../music/time.js';
import { describePiece } from '../classifier/classifier.js';
import type { LabelledFeatures } from '../classifier/classStatistics.js';
import { type Histograms, histogramsOf } from '../measures/histograms.js';
import { leaveOneOut } from '../measures/leaveOneOut.js';
import { splitHands } from './hands.js';
import { measureTogether, type TogetherFigures } from './mixFigures.js';
import { overlapWithRecordings } from './partFigures.js';
import { pitchClassSeconds } from './pitchClassWeights.js';
import { measureReturns } from './returns.js';

/** What parts and pieces are held against: an object's recordings in figures, a few kilobytes. */
export interface RecordedObject {
  readonly object: string;
  /** One record a recording, for the classifier. */
  readonly features: readonly LabelledFeatures[];
  /** Of all recordings together. */
  readonly histograms: Histograms;
  /** How long each pitch class sounds in all recordings together, [12], seconds. */
  readonly pitchClasses: readonly number[];
  /** One recording against the others, mean over them; null for a single recording. */
  readonly leftOut: { readonly pitchClassOverlap: number; readonly onsetOverlap: number } | null;
  /** The two hands of each recording that has two. */
  readonly hands: readonly TogetherFigures[];
  /** Of each recording with notes and beats. */
  readonly returns: readonly number[];
  /** Of each recording with notes, −1 to 1. */
  readonly keyClarity: readonly number[];
}

/** @param recordings of one object */
export function measureRecordings(
  object: string,
  recordings: readonly Performance[],
): RecordedObject {
  const pieces = recordings.map(toMeasuredPerformance);
  // Ticks of a free recording count seconds: it has neither bars nor half bars.
  const inBars = recordings.filter(({ isFree }) => !isFree);
  return {
    object,
    features: pieces.map((piece) => describePiece(object, piece)),
    histograms: histogramsOf(pieces),
    pitchClasses: pitchClassSeconds(pieces),
    leftOut: measureLeftOut(pieces),
    hands: inBars.flatMap(measureHands),
    returns: inBars.flatMap(({ notes, timeSignature }) => {
      const returns = measureReturns([notes], ticksPerBar(timeSignature));
      return returns === null ? [] : [returns];
    }),
    keyClarity: recordings.flatMap(({ notes }) => estimateKey(notes)?.clarity ?? []),
  };
}

function measureLeftOut(pieces: readonly MeasuredPerformance[]): RecordedObject['leftOut'] {
  const folds = leaveOneOut(pieces).map(({ one, others }) =>
    overlapWithRecordings([one], {
      histograms: histogramsOf(others),
      pitchClasses: pitchClassSeconds(others),
    }),
  );
  if (folds.length === 0) return null;
  return {
    pitchClassOverlap: mean(folds.map((fold) => fold.pitchClassOverlap)),
    onsetOverlap: mean(folds.map(({ onsetOverlap }) => onsetOverlap)),
  };
}

function measureHands({ notes, lengthTicks, timeSignature }: Performance): TogetherFigures[] {
  const hands = splitHands(notes);
  if (!hands) return [];
  const figures = measureTogether(hands.map(keyPresses), {
    barTicks: ticksPerBar(timeSignature),
    lengthTicks,
  });
  // Two registers that take turns are no two hands.
  return figures.clash === null ? [] : [figures];
}
