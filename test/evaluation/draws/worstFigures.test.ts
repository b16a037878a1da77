import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../src/evaluation/draws/judgeDecoder.js';
import { JUDGEMENT_FIGURES, worstFigures } from '../../../src/evaluation/draws/worstFigures.js';
import { aJudgement } from './judgements.js';

const judgement = (object: string, figures: Partial<Judgement> = {}) =>
  aJudgement({ object, ...figures });

describe('the worst figures', () => {
  it('are the lowest of what should be high, with whose they are', () => {
    const { named } = aJudgement();
    const worst = worstFigures([
      judgement('clock', { named: { ...named, draws: 0.97 } }),
      judgement('oven', { named: { ...named, draws: 0.89 } }),
    ]);
    expect(worst['named.draws']).toEqual({ value: 0.89, objects: ['oven'] });
  });

  it('are the highest of what is copied', () => {
    const { copied } = aJudgement();
    const worst = worstFigures([
      judgement('clock', { copied: { ...copied, draws: { share: 0.11, longest: 7 } } }),
      judgement('oven', { copied: { ...copied, draws: { share: 0.05, longest: 9 } } }),
    ]);
    expect(worst['copied.draws.share']).toEqual({ value: 0.11, objects: ['clock'] });
    expect(worst['copied.draws.longest']).toEqual({ value: 9, objects: ['oven'] });
  });

  it('name every object that has the worst value', () => {
    const worst = worstFigures([judgement('clock'), judgement('oven')]);
    expect(worst['variety.draws']?.objects).toEqual(['clock', 'oven']);
  });

  it('hold the pulse against that of the recordings', () => {
    const worst = worstFigures([
      judgement('clock', { pulse: { recordings: 0.5, draws: 0.4, end: 0.3 } }),
      judgement('oven', { pulse: { recordings: 0.25, draws: 0.24, end: null } }),
      judgement('cat', { pulse: { recordings: 0, draws: 0.1, end: 0.1 } }),
    ]);
    expect(worst['pulse.ratio']).toEqual({ value: 0.8, objects: ['clock'] });
    expect(worst['pulse.endRatio']).toEqual({ value: 0.6, objects: ['clock'] });
  });

  it('pass over objects without the figure, and leave out figures without objects', () => {
    const worst = worstFigures([judgement('clock', { sequence: null }), judgement('oven')]);
    expect(worst['sequence.position']?.objects).toEqual(['oven']);
    expect(worstFigures([judgement('clock', { sequence: null })])).not.toHaveProperty([
      'sequence.position',
    ]);
  });

  it('are there for each figure that a whole judgement has', () => {
    expect(Object.keys(worstFigures([aJudgement()]))).toEqual(Object.keys(JUDGEMENT_FIGURES));
  });
});
