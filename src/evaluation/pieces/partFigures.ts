import type { MeasuredPerformance } from '../../events/measuredPerformance.js';
import type { Part, Score } from '../../music/score.js';
import type { ObjectClassifier } from '../classifier/classifier.js';
import { histogramsOf } from '../measures/histograms.js';
import { overlapOf } from '../measures/overlap.js';
import { type PartTime, partAsItStands, partInOwnTime } from './ownTime.js';
import { pitchClassOverlap, pitchClassSeconds } from './pitchClassWeights.js';
import type { RecordedObject } from './recordedObject.js';

/** What is left of an object in a piece, in figures. */
export interface PartFigures {
  readonly object: string;
  /** Of the part: the object's name, with the instance behind it where there are several. */
  readonly part: string;
  /** How many notes it plays. */
  readonly notes: number;
  /** Notes that it plays ÷ notes decoded for the bars that it was given, 0–1; null if none were decoded. */
  readonly kept: number | null;
  /** Overlap of how long each pitch class sounds with the object's recordings, transposition undone, 0–1. */
  readonly pitchClassOverlap: number;
  /**
   * Overlap of the histograms of inter-onset intervals in seconds with the object's recordings, tempo undone, 0–1.
   */
  readonly onsetOverlap: number;
  /** 1 if a classifier of all recordings names its object, transposition and tempo undone, else 0. */
  readonly named: number;
  /** The same of the part as it stands in the piece. */
  readonly namedAsItStands: number;
}

/** A part with what it was measured by. */
export interface MeasuredPart {
  readonly figures: PartFigures;
  /** With transposition and tempo undone. */
  readonly own: MeasuredPerformance;
  readonly recorded: RecordedObject;
}

/**
 * Measures a part of a piece beside the recordings of its object. A part that plays nothing is like nothing: its
 * overlaps are 0, and it is not named.
 *
 * @param options.classifier trained on the recordings of all objects
 */
export function measurePart(
  part: Part,
  options: PartTime & {
    readonly score: Score;
    readonly recorded: RecordedObject;
    readonly classifier: ObjectClassifier;
  },
): MeasuredPart {
  const { score, recorded, classifier } = options;
  const { object } = recorded;
  const { notes, thinned = 0 } = part;
  const decoded = notes.length + thinned;
  const own = partInOwnTime(part, options);
  const isNamed = (piece: MeasuredPerformance) =>
    Number(notes.length > 0 && classifier.name(piece) === object);
  const figures = {
    object,
    part: part.name,
    notes: notes.length,
    kept: decoded > 0 ? notes.length / decoded : null,
    ...overlapWithRecordings([own], recorded),
    named: isNamed(own),
    namedAsItStands: isNamed(partAsItStands(part, score)),
  };
  return { figures, own, recorded };
}

/** Overlaps of parts of one object, all together, with its recordings, 0–1. */
export function overlapWithRecordings(
  parts: readonly MeasuredPerformance[],
  { histograms, pitchClasses }: Pick<RecordedObject, 'histograms' | 'pitchClasses'>,
): Pick<PartFigures, 'pitchClassOverlap' | 'onsetOverlap'> {
  return {
    pitchClassOverlap: pitchClassOverlap(pitchClassSeconds(parts), pitchClasses),
    onsetOverlap: overlapOf(histogramsOf(parts), histograms).onsetDistance,
  };
}
