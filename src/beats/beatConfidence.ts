import { logistic } from '../math/logistic.js';
import { PREFERRED_INTERVAL } from './intervals.js';
import { FRAMES_PER_SECOND } from './onsetFeatures.js';
import {
  logBeat,
  logSilence,
  peakAt,
  SMEAR_FRAMES,
  type TrackOptions,
  trackBeats,
} from './trackBeats.js';

/** Found beats are the same where they are this close, seconds: the tolerance of beat evaluation. */
const TOLERANCE_SECONDS = 0.07;

/** Two beat trackers that prefer quick and slow beats, and one whose tempo bends more easily. */
const QUICK = { ...PREFERRED_INTERVAL, seconds: 0.38, weight: 0.8 };
const SLOW = { ...PREFERRED_INTERVAL, seconds: 0.95, weight: 0.8 };
const EASY_BEND_COST = 3;

/** A logistic regression, fitted by `bench/beats/fit` so that it tells beats of F-measure above 0.7 from others. */
const FITTED = { beats: 4.887, silence: 0.521, tempo: 5.891, bend: 1.77, bias: -3.171 } as const;

/** What the confidence is computed from. */
export interface ConfidenceFeatures {
  /** Log-probability of a beat at the beats, their mean. */
  readonly beats: number;
  /** Log-probability, for each beat, that no beat falls between the beats. */
  readonly silence: number;
  /** F-measure, 0–1, with the paths that prefer another tempo. */
  readonly tempo: number;
  /** F-measure, 0–1, with the path that bends more easily. */
  readonly bend: number;
}

/**
 * How likely a path of beats is right, 0–1: how much the network expects beats where they are, how little between them, and
 * how far paths agree with it that prefer another tempo or bend more easily.
 *
 * @param path frames of the beats, at least three
 * @param activation probability of a beat in each frame
 */
export function beatConfidence(
  path: readonly number[],
  activation: Float32Array,
  options: TrackOptions,
): number {
  const { beats, silence, tempo, bend } = confidenceFeatures(path, activation, options);
  const sum =
    FITTED.bias +
    FITTED.beats * beats +
    FITTED.silence * silence +
    FITTED.tempo * tempo +
    FITTED.bend * bend;
  return logistic(sum);
}

/** The features of a path, as `bench/beats/fit` reads them too. */
export function confidenceFeatures(
  path: readonly number[],
  activation: Float32Array,
  options: TrackOptions,
): ConfidenceFeatures {
  const agreement = (other: Partial<TrackOptions>) =>
    matchedShare(path, trackBeats(activation, { ...options, ...other }));
  return {
    beats: meanBeat(path, activation),
    silence: meanSilence(path, activation),
    tempo: (agreement({ prior: QUICK }) + agreement({ prior: SLOW })) / 2,
    bend: agreement({ bendCost: EASY_BEND_COST }),
  };
}

/** Log-probability of a beat, mean over the beats; a beat may fall where nothing is played. */
function meanBeat(path: readonly number[], activation: Float32Array): number {
  const sum = path.reduce((total, frame) => total + logBeat(peakAt(activation, frame)), 0);
  return sum / path.length;
}

/** Log-probability, for each beat, that no beat falls between the beats; frames next to a beat are its own. */
function meanSilence(path: readonly number[], activation: Float32Array): number {
  let sum = 0;
  for (const [i, frame] of path.slice(1).entries()) {
    const first = (path[i] as number) + SMEAR_FRAMES + 1;
    for (let between = first; between < frame - SMEAR_FRAMES; between++) {
      sum += logSilence(activation[between] as number);
    }
  }
  return sum / path.length;
}

/** F-measure of two rows of beats, 0–1, each beat matched once. */
function matchedShare(path: readonly number[], other: readonly number[]): number {
  const tolerance = TOLERANCE_SECONDS * FRAMES_PER_SECOND;
  let matched = 0;
  let next = 0;
  for (const frame of path) {
    while (next < other.length && (other[next] as number) < frame - tolerance) next++;
    if (next < other.length && (other[next] as number) <= frame + tolerance) {
      matched++;
      next++;
    }
  }
  return (2 * matched) / (path.length + other.length);
}
