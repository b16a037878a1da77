import type { Judgement } from './judgeDecoder.js';
import { meanOrNull } from './mean.js';

/** What all objects together come to. */
export interface OverallJudgement extends Omit<Judgement, 'object'> {
  readonly object: null;
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
  const longest = (figure: (judgement: Judgement) => number) => Math.max(...judgements.map(figure));
  const { copied } = means;
  return {
    ...means,
    object: null,
    kind: (judgements[0] as Judgement).kind,
    recordings: count(({ recordings }) => recordings),
    draws: count(({ draws }) => draws),
    copied: {
      draws: { ...copied.draws, longest: longest((each) => each.copied.draws.longest) },
      leftOut: copied.leftOut && {
        ...copied.leftOut,
        longest: longest((each) => each.copied.leftOut?.longest ?? 0),
      },
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
