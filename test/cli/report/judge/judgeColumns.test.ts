import { describe, expect, it } from 'vitest';
import { JUDGE_COLUMNS, showFigure } from '../../../../src/cli/report/judge/judgeColumns.js';
import { JUDGEMENT_FIGURES } from '../../../../src/index.js';

describe('the columns of a judgement', () => {
  it('have each figure that decoders are compared by, once', () => {
    const figures = JUDGE_COLUMNS.flatMap(({ columns }) => columns).flatMap(
      ({ figure }) => figure ?? [],
    );
    expect([...figures].sort()).toEqual(Object.keys(JUDGEMENT_FIGURES).sort());
  });

  it.each([
    ['named.draws', 0.9375, '0.94'],
    ['latent.neighbours', -0.07, '-0.07'],
    ['copied.draws.longest', 12, '12'],
    ['sequence.position', null, '–'],
    ['reconstruction.predicted.chord', undefined, '–'],
  ] as const)('show %s of %s as %s', (figure, value, shown) => {
    expect(showFigure(figure, value)).toBe(shown);
  });
});
