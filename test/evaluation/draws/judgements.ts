import type { DrawFigures } from '../../../src/evaluation/draws/drawFigures.js';
import type { Judgement } from '../../../src/evaluation/draws/judgeDecoder.js';

const overlap = {
  pitchClass: 0.91,
  onsetDistance: 0.82,
  duration: 0.73,
  velocity: 0.64,
  polyphony: 0.55,
  mean: 0.73,
};
const drawn: DrawFigures = {
  named: { draws: 0.9375, heldOut: 0.875, chance: 0.125 },
  overlap: {
    pooled: overlap,
    single: { ...overlap, mean: 0.62 },
    leftOut: { ...overlap, mean: 0.63 },
  },
  copied: { draws: { share: 0.034, longest: 12 }, leftOut: { share: 0.24, longest: 21 } },
  pulse: { recordings: 0.8, draws: 0.72, end: 0.4 },
  sequence: { ceiling: 2.1, floor: 7.4, generated: 3.3, position: 0.77 },
  variety: { draws: 0.92, recordings: 0.81 },
  recurrence: { draws: 0.21, recordings: 0.32 },
};

/** A judgement with every figure that there is, all of them different from 0 and 1. */
export function aJudgement(figures: Partial<Judgement> = {}): Judgement {
  return {
    object: 'kitchen-table',
    kind: 'phrase',
    recordings: 8,
    draws: 16,
    bars: 23,
    ...drawn,
    reconstruction: {
      seen: { chord: 0.97, distance: 0.98 },
      predicted: { chord: 0.93, distance: 0.94 },
      leftOut: {
        right: { chord: 0.52, distance: 0.83 },
        predicted: { chord: 0.74, distance: 0.86 },
        chance: { chord: 0.11, distance: 0.29 },
      },
    },
    latent: { neighbours: -0.07, retrieval: { share: 0.58, chance: 0.04 } },
    control: {
      ...drawn,
      named: { ...drawn.named, draws: 0.69 },
      copied: { ...drawn.copied, draws: { share: 0.013, longest: 8 } },
    },
    ...figures,
  };
}
