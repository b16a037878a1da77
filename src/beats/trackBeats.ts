import {
  type IntervalPrior,
  PREFERRED_INTERVAL,
  type SearchedIntervals,
  scoreIntervals,
  searchedIntervals,
} from './intervals.js';
import { FRAMES_PER_SECOND } from './onsetFeatures.js';

/** A beat may be longer or shorter than the one before by this factor at most. */
const MOST_BEND = 1.45;

/** What a bend costs: nats for each e-fold from one interval to the next. */
const BEND_COST = 10;

export interface TrackOptions {
  /** Frame of the first onset. */
  readonly first: number;
  /** Frame of the last onset. */
  readonly last: number;
  readonly prior?: IntervalPrior;
  /** Nats for each e-fold from one interval to the next. */
  readonly bendCost?: number;
}

/** A frame is a beat with at least this probability: a beat may fall where nothing is played. */
const LEAST_PROBABILITY = 0.02;

/** Probabilities are kept this far from 0 and from 1, so that their logarithms stay finite. */
const PROBABILITY_EPSILON = 1e-4;

/** What a frame without a beat counts beside a beat: more than 1, since half a tempo is a more common error than twice. */
export const SILENCE_WEIGHT = 1.2;

/** Frames on either side of a beat that its own activation spreads over. */
export const SMEAR_FRAMES = 2;

/** How far before the first and after the last onset the path may begin and end, frames. */
const EDGE_FRAMES = Math.round(1.2 * FRAMES_PER_SECOND);

/**
 * The likeliest path of beats through activations: dynamic programming over (frame of a beat, interval to the beat
 * before), a semi-Markov model whose tempo bends.
 *
 * A path's score is the log-likelihood of its beats and of the beatless frames between them, less what its bends
 * cost, plus a log-normal prior on each interval.
 *
 * @param activation probability of a beat in each frame
 * @returns frames of the beats, rising; empty where the music is shorter than a beat
 */
export function trackBeats(
  activation: Float32Array,
  { first, last, prior = PREFERRED_INTERVAL, bendCost = BEND_COST }: TrackOptions,
): number[] {
  const frames = activation.length;
  const { beatScore, silent } = frameScores(activation);
  const searched = searchedIntervals(prior);
  const { shortest, longest, intervals } = searched;
  const intervalScores = scoreIntervals(prior, searched);
  const bends = costBends(bendCost, searched);
  // Scores of the last `longest` frames only; of the rest it is enough to know where they came from.
  const rows = longest + 1;
  const scores = new Float64Array(rows * intervals).fill(Number.NEGATIVE_INFINITY);
  const cameFrom = new Uint8Array(frames * intervals);
  let best = { score: Number.NEGATIVE_INFINITY, frame: -1, interval: -1 };

  for (let frame = 0; frame < frames; frame++) {
    const row = (frame % rows) * intervals;
    for (let interval = 0; interval < intervals; interval++) {
      const length = shortest + interval;
      const before = frame - length;
      scores[row + interval] = Number.NEGATIVE_INFINITY;
      if (before < 0) continue;
      let reached =
        before <= first + EDGE_FRAMES
          ? (beatScore[before] as number) + silent(0, before - SMEAR_FRAMES)
          : Number.NEGATIVE_INFINITY;
      let from = BEGINS;
      const beforeRow = (before % rows) * intervals;
      const least = Math.max(0, Math.floor(length / MOST_BEND) - shortest);
      const most = Math.min(intervals - 1, Math.floor(length * MOST_BEND) + 1 - shortest);
      for (let earlier = least; earlier <= most; earlier++) {
        const score =
          (scores[beforeRow + earlier] as number) -
          (bends[interval * intervals + earlier] as number);
        if (score > reached) {
          reached = score;
          from = earlier;
        }
      }
      const score =
        reached +
        silent(before + SMEAR_FRAMES + 1, frame - SMEAR_FRAMES) +
        (beatScore[frame] as number) +
        (intervalScores[interval] as number);
      scores[row + interval] = score;
      cameFrom[frame * intervals + interval] = from;
      const mayEnd =
        frame >= last - EDGE_FRAMES && frame <= last + EDGE_FRAMES && before <= last + SMEAR_FRAMES;
      if (!mayEnd) continue;
      const whole = score + silent(frame + SMEAR_FRAMES + 1, frames);
      if (whole > best.score) best = { score: whole, frame, interval };
    }
  }
  return walkBack(cameFrom, { ...best, searched });
}

/** In place of the interval before: there is none. */
const BEGINS = 255;

function walkBack(
  cameFrom: Uint8Array,
  {
    frame,
    interval,
    searched: { shortest, intervals },
  }: { frame: number; interval: number; searched: SearchedIntervals },
): number[] {
  if (frame < 0) return [];
  const path = [frame];
  let at = frame;
  let length = interval;
  while (length !== BEGINS) {
    const from = cameFrom[at * intervals + length] as number;
    at -= shortest + length;
    path.push(at);
    length = from;
  }
  return path.reverse();
}

/** Log-probability that each frame is a beat, and that none of the frames of a stretch is one. */
function frameScores(activation: Float32Array) {
  const beatScore = new Float64Array(activation.length);
  const silenceBefore = new Float64Array(activation.length + 1);
  for (const [frame, raw] of activation.entries()) {
    beatScore[frame] = logBeat(clampProbability(raw));
    silenceBefore[frame + 1] = (silenceBefore[frame] as number) + SILENCE_WEIGHT * logSilence(raw);
  }
  const silent = (from: number, until: number) =>
    until <= from ? 0 : (silenceBefore[until] as number) - (silenceBefore[from] as number);
  return { beatScore, silent };
}

/** Log-probability that a frame is a beat. */
export function logBeat(activation: number): number {
  return Math.log(Math.max(LEAST_PROBABILITY, activation));
}

/** Log-probability that a frame is none. */
export function logSilence(activation: number): number {
  return Math.log(1 - clampProbability(activation));
}

function clampProbability(activation: number): number {
  return Math.min(1 - PROBABILITY_EPSILON, Math.max(PROBABILITY_EPSILON, activation));
}

/** What it costs to go from each interval to each other, [now, before]. */
function costBends(bendCost: number, { shortest, intervals }: SearchedIntervals): Float64Array {
  const costs = new Float64Array(intervals * intervals);
  for (let now = 0; now < intervals; now++) {
    for (let before = 0; before < intervals; before++) {
      const bend = Math.log((shortest + now) / (shortest + before));
      costs[now * intervals + before] = bendCost * Math.abs(bend);
    }
  }
  return costs;
}

/** The highest probability within a frame of one. */
export function peakAt(activation: Float32Array, frame: number): number {
  return Math.max(activation[frame - 1] ?? 0, activation[frame] ?? 0, activation[frame + 1] ?? 0);
}
