import { meanOrNull } from '../../math/mean.js';
import type { DrawFigures } from './drawFigures.js';
import type { Judgement } from './judgeDecoder.js';
import { type WorstFigures, worstFigures } from './worstFigures.js';

/** What all objects together come to. */
export interface OverallJudgement extends Omit<Judgement, 'object'> {
  readonly object: null;
  /** The worst value of each figure, and whose it is. */
  readonly worst: WorstFigures;
}

/**
 * Means over the objects, of those that have the figure; but the longest copied run is the longest of all, and
 * recordings and draws are counted together. As every object has as many draws, `named` is the share of all draws.
 *
 * @param judgements at least one, of one kind
 */
export function overallJudgement(judgements: readonly Judgement[]): OverallJudgement {
  const means = meanRecord(judgements) as Judgement;
  const count = (figure: (judgement: Judgement) => number) =>
    judgements.reduce((sum, judgement) => sum + figure(judgement), 0);
  return {
    ...means,
    object: null,
    kind: (judgements[0] as Judgement).kind,
    recordings: count(({ recordings }) => recordings),
    draws: count(({ draws }) => draws),
    copied: withLongest(means, judgements),
    control: {
      ...means.control,
      copied: withLongest(
        means.control,
        judgements.map(({ control }) => control),
      ),
    },
    worst: worstFigures(judgements),
  };
}

/** The means of what is copied, with the longest run of all instead of the mean of the longest ones. */
function withLongest({ copied }: DrawFigures, all: readonly DrawFigures[]): DrawFigures['copied'] {
  const longest = (figure: (figures: DrawFigures) => number) => Math.max(...all.map(figure));
  return {
    draws: { ...copied.draws, longest: longest((each) => each.copied.draws.longest) },
    leftOut: copied.leftOut && {
      ...copied.leftOut,
      longest: longest((each) => each.copied.leftOut?.longest ?? 0),
    },
  };
}

/** Records of one shape as one of their means: numbers averaged, what is null or missing passed over. */
function meanRecord(records: readonly object[]): object {
  const keys = new Set(records.flatMap((record) => Object.keys(record)));
  return Object.fromEntries(
    [...keys].map((key) => {
      const values = records.map((record) => record[key as keyof typeof record] as unknown);
      const nested = values.filter((value) => typeof value === 'object' && value !== null);
      if (nested.length > 0) return [key, meanRecord(nested as object[])];
      return [key, meanOrNull(values.map((value) => (typeof value === 'number' ? value : null)))];
    }),
  );
}
