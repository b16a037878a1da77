import { logistic } from '../../math/logistic.js';
import type { TaughtThing } from './taughtThing.js';

/** How much an anchor's largest class logit counts: a thing of whatever kind rather than a piece of wall. */
const OBJECTNESS = 0.1;

/**
 * How well an anchor fits a taught thing: in standard deviations of the bank's anchors, with a part for being a thing at all.
 *
 * @param anchor.dot weights · embedding
 */
export function anchorScore(
  { mean, deviation }: Pick<TaughtThing, 'mean' | 'deviation'>,
  anchor: { readonly dot: number; readonly largestLogit: number },
): number {
  return (anchor.dot - mean) / deviation + OBJECTNESS * anchor.largestLogit;
}

/** 0–1, of a score. */
export function confidenceOf(
  { threshold, calibration }: Pick<TaughtThing, 'threshold' | 'calibration'>,
  score: number,
): number {
  const { slope, offset } = calibration;
  return logistic(slope * (score - threshold) + offset);
}
