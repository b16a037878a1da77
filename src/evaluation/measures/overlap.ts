import type { MeasuredPerformance } from '../../events/measuredPerformance.js';
import { overlappingArea } from '../../math/histogram.js';
import { mean } from '../../math/mean.js';
import {
  HISTOGRAM_FEATURES,
  type HistogramFeature,
  type Histograms,
  histogramsOf,
} from './histograms.js';
import { leaveOneOut } from './leaveOneOut.js';

/** How much two histograms have in common, 0–1, for each feature and as their mean. */
export type Overlap = Readonly<Record<HistogramFeature | 'mean', number>>;

export interface OverlapFigures {
  /** All draws together against all recordings together. */
  readonly pooled: Overlap;
  /** One draw against all recordings: mean over the draws. */
  readonly single: Overlap;
  /** One recording against the others, mean over them: what `single` can be held against. */
  readonly leftOut: Overlap | null;
}

/** Overlap of draws with recordings, at least one of each. */
export function measureOverlap(
  draws: readonly MeasuredPerformance[],
  recordings: readonly MeasuredPerformance[],
): OverlapFigures {
  const recorded = histogramsOf(recordings);
  const leftOut = leaveOneOut(recordings).map(({ one, others }) =>
    overlapOf(histogramsOf([one]), histogramsOf(others)),
  );
  return {
    pooled: overlapOf(histogramsOf(draws), recorded),
    single: meanOverlap(draws.map((draw) => overlapOf(histogramsOf([draw]), recorded))),
    leftOut: leftOut.length > 0 ? meanOverlap(leftOut) : null,
  };
}

/**
 * The area that histograms share, on the bins that both have in common from the start; where neither side has anything
 * to say of a feature (a single event has no inter-onset interval), they agree. (The overlapping area of mgeval, Yang
 * and Lerch 2020, smooths each side on a range of its own, which puts equal histograms apart and fails where nothing
 * varies.)
 */
export function overlapOf(a: Histograms, b: Histograms): Overlap {
  const shares = HISTOGRAM_FEATURES.map(
    (feature) => [feature, overlappingArea(a[feature], b[feature])] as const,
  );
  return {
    ...(Object.fromEntries(shares) as Record<HistogramFeature, number>),
    mean: mean(shares.map(([, share]) => share)),
  };
}

function meanOverlap(overlaps: readonly Overlap[]): Overlap {
  const fields = [...HISTOGRAM_FEATURES, 'mean'] as const;
  const means = fields.map((field) => [field, mean(overlaps.map((overlap) => overlap[field]))]);
  return Object.fromEntries(means) as Overlap;
}
