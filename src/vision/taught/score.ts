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
  return 1 / (1 + Math.exp(-(slope * (score - threshold) + offset)));
}

/** The scalar product of two vectors of one length. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
