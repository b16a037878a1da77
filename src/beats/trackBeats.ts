import { FRAMES_PER_SECOND } from './onsetFeatures.js';

/** Beats are at least 0.25 s and at most 2.25 s apart: 240 to 27 a minute. */
const SHORTEST_FRAMES = 10;
const LONGEST_FRAMES = 90;
const INTERVALS = LONGEST_FRAMES - SHORTEST_FRAMES + 1;

/** A beat may be longer or shorter than the one before by this factor at most. */
const MOST_BEND = 1.45;

/** What a bend costs: nats for each e-fold from one interval to the next. */
const BEND_COST = 10;

/** A log-normal prior on the interval between beats. */
export interface IntervalPrior {
  /** The likeliest interval, seconds. */
  readonly seconds: number;
  /** Standard deviation, in e-folds. */
  readonly spread: number;
  /** What it counts for each beat, beside the activations. */
  readonly weight: number;
}

/** Where people tap most gladly (van Noorden and Moelants 1999). */
export const PREFERRED_INTERVAL: IntervalPrior = { seconds: 0.5, spread: 0.45, weight: 0.3 };

/** Around the interval that a person gives: a third of an octave either way is left to the music. */
export function hintedInterval(tempoBpm: number): IntervalPrior {
  return { seconds: 60 / tempoBpm, spread: 0.18, weight: 2 };
}

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
const SILENCE_WEIGHT = 1.2;

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
  const intervalScores = scoreIntervals(prior);
  const bends = costBends(bendCost);
  // Scores of the last `LONGEST_FRAMES` frames only; of the rest it is enough to know where they came from.
  const rows = LONGEST_FRAMES + 1;
  const scores = new Float64Array(rows * INTERVALS).fill(Number.NEGATIVE_INFINITY);
  const cameFrom = new Uint8Array(frames * INTERVALS);
  let best = { score: Number.NEGATIVE_INFINITY, frame: -1, interval: -1 };

  for (let frame = 0; frame < frames; frame++) {
    const row = (frame % rows) * INTERVALS;
    for (let interval = 0; interval < INTERVALS; interval++) {
      const length = SHORTEST_FRAMES + interval;
      const before = frame - length;
      scores[row + interval] = Number.NEGATIVE_INFINITY;
      if (before < 0) continue;
      let reached =
        before <= first + EDGE_FRAMES
          ? (beatScore[before] as number) + silent(0, before - SMEAR_FRAMES)
          : Number.NEGATIVE_INFINITY;
      let from = BEGINS;
      const beforeRow = (before % rows) * INTERVALS;
      const least = Math.max(0, Math.floor(length / MOST_BEND) - SHORTEST_FRAMES);
      const most = Math.min(INTERVALS - 1, Math.floor(length * MOST_BEND) + 1 - SHORTEST_FRAMES);
      for (let earlier = least; earlier <= most; earlier++) {
        const score =
          (scores[beforeRow + earlier] as number) -
          (bends[interval * INTERVALS + earlier] as number);
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
      cameFrom[frame * INTERVALS + interval] = from;
      const mayEnd =
        frame >= last - EDGE_FRAMES && frame <= last + EDGE_FRAMES && before <= last + SMEAR_FRAMES;
      if (!mayEnd) continue;
      const whole = score + silent(frame + SMEAR_FRAMES + 1, frames);
      if (whole > best.score) best = { score: whole, frame, interval };
    }
  }
  return walkBack(cameFrom, best);
}

/** In place of the interval before: there is none. */
const BEGINS = 255;

function walkBack(
  cameFrom: Uint8Array,
  { frame, interval }: { frame: number; interval: number },
): number[] {
  if (frame < 0) return [];
  const path = [frame];
  let at = frame;
  let length = interval;
  while (length !== BEGINS) {
    const from = cameFrom[at * INTERVALS + length] as number;
    at -= SHORTEST_FRAMES + length;
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

function scoreIntervals({ seconds: centre, spread, weight }: IntervalPrior): Float64Array {
  return Float64Array.from({ length: INTERVALS }, (_, interval) => {
    const seconds = (SHORTEST_FRAMES + interval) / FRAMES_PER_SECOND;
    return -0.5 * weight * (Math.log(seconds / centre) / spread) ** 2;
  });
}

/** What it costs to go from each interval to each other, [now, before]. */
function costBends(bendCost: number): Float64Array {
  const costs = new Float64Array(INTERVALS * INTERVALS);
  for (let now = 0; now < INTERVALS; now++) {
    for (let before = 0; before < INTERVALS; before++) {
      const bend = Math.log((SHORTEST_FRAMES + now) / (SHORTEST_FRAMES + before));
      costs[now * INTERVALS + before] = bendCost * Math.abs(bend);
    }
  }
  return costs;
}

/** The highest probability within a frame of one. */
export function peakAt(activation: Float32Array, frame: number): number {
  return Math.max(activation[frame - 1] ?? 0, activation[frame] ?? 0, activation[frame + 1] ?? 0);
}
