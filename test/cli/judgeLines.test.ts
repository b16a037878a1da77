import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/cli/columns.js';
import {
  judgeLines,
  judgeNotes,
  judgeRecord,
  judgeStatus,
  legendLines,
} from '../../src/cli/judgeLines.js';
import type { Judgement, OverallJudgement } from '../../src/index.js';

const overlap = {
  pitchClass: 0.91,
  onsetDistance: 0.82,
  duration: 0.73,
  velocity: 0.64,
  polyphony: 0.55,
  mean: 0.73,
};
const whole: Judgement = {
  object: 'kitchen-table',
  kind: 'phrase',
  recordings: 8,
  draws: 16,
  bars: 23,
  named: { draws: 0.9375, heldOut: 0.875, chance: 0.125 },
  overlap: {
    pooled: overlap,
    single: { ...overlap, mean: 0.62 },
    leftOut: { ...overlap, mean: 0.63 },
  },
  copied: { draws: { share: 0.034, longest: 12 }, leftOut: { share: 0.24, longest: 21 } },
  reconstruction: {
    seen: { chord: 0.97, distance: 0.98 },
    leftOut: { right: { chord: 0.52, distance: 0.83 }, chance: { chord: 0.11, distance: 0.29 } },
  },
  pulse: { recordings: 0.8, draws: 0.72, end: 0.4 },
  sequence: { ceiling: 2.1, floor: 7.4, generated: 3.3, position: 0.77 },
  variety: { draws: 0.92, recordings: 0.81, neighbours: -0.07 },
  recurrence: { draws: 0.21, recordings: 0.32 },
};
/** What is left of it for an object with one recording, of kind seed. */
const bare: Judgement = {
  ...whole,
  object: '冷蔵庫',
  kind: 'seed',
  named: { ...whole.named, heldOut: null },
  overlap: { ...whole.overlap, leftOut: null },
  copied: { ...whole.copied, leftOut: null },
  reconstruction: { seen: { chord: 0.1 }, leftOut: null },
  pulse: { recordings: 0, draws: 0.7, end: null },
  sequence: null,
  variety: { draws: null, recordings: null, neighbours: null },
  recurrence: { draws: 0.05, recordings: 0 },
};
const overall: OverallJudgement = { ...whole, object: null };

describe('the lines of a judgement', () => {
  it('are a line an object and one for all, here in two tables', () => {
    expect(judgeLines([whole, bare], { overall })).toEqual([
      '               named       overlap                           of one     copied          pulse      order',
      '               draws held  pitch onset dur. vel. poly. mean  draw held  draws run held   all  end  draws',
      'kitchen-table   0.94 0.88   0.91  0.82 0.73 0.64  0.55 0.73  0.62 0.63   0.03  12 0.24  0.90 0.50   0.77',
      '冷蔵庫          0.94    –   0.91  0.82 0.73 0.64  0.55 0.73  0.62    –   0.03  12    –     –    –      –',
      'all             0.94 0.88   0.91  0.82 0.73 0.64  0.55 0.73  0.62 0.63   0.03  12 0.24  0.90 0.50   0.77',
      '',
      '               variety           again       back: seen   back: left out',
      '               draws held  near  draws held  chord dist.  chord chance dist. chance',
      'kitchen-table   0.92 0.81 -0.07   0.21 0.32   0.97  0.98   0.52   0.11  0.83   0.29',
      '冷蔵庫             –    –     –   0.05 0.00   0.10     –      –      –     –      –',
      'all             0.92 0.81 -0.07   0.21 0.32   0.97  0.98   0.52   0.11  0.83   0.29',
    ]);
  });

  it.each([60, 80, 100, 120, 200])('fit into %i columns, and lose nothing', (width) => {
    const lines = judgeLines([whole], { overall, width });
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
    const figures = lines.filter((line) => line.startsWith('kitchen-table')).join(' ');
    expect(figures.match(/-?\d\.\d\d|\b12\b/g)).toHaveLength(27);
  });

  it('leave out what nobody has figures for, and not what one has', () => {
    const alone = judgeLines([bare], { overall: { ...bare, object: null } }).join();
    expect(alone).not.toMatch(/left out|order/);
    expect(alone).toContain('back: seen');
    expect(judgeLines([bare, whole], { overall }).join()).toContain('left out');
  });

  it.each([undefined, 80, 48])('have a legend that fits into %s columns', (width) => {
    const lines = legendLines(width);
    expect(lines.filter((line) => line.length > (width ?? 120))).toEqual([]);
    expect(lines.join(' ').replace(/ +/g, ' ')).toContain(
      'back symbols that come back right: of windows that were learned, and of a recording left out;',
    );
  });
});

describe('the record of a judgement', () => {
  it('has keys that other programs rely on', () => {
    const keys = [
      ...['object', 'kind', 'recordings', 'draws', 'bars', 'named', 'overlap', 'copied'],
      ...['reconstruction', 'pulse', 'sequence', 'variety', 'recurrence'],
    ];
    expect(Object.keys(judgeRecord(bare))).toEqual(keys);
    expect(Object.keys(judgeRecord(overall))).toEqual(keys);
    expect(judgeRecord(overall).object).toBeNull();
    expect(judgeRecord(whole).named).toEqual({ draws: 0.9375, heldOut: 0.875, chance: 0.125 });
  });
});

describe('what is said beside a judgement', () => {
  it('is what is going on', () => {
    const status = judgeStatus({ round: 'listening', object: 'clock', done: 2, total: 24 });
    expect(status).toBe('listening to clock, 3 of 24');
  });

  it('is what was not judged, or not as it was learned', () => {
    expect(
      judgeNotes([
        { object: 'clock', state: 'stale' },
        { object: 'mug', state: 'untrained' },
        { object: 'lamp', state: 'broken' },
        { object: 'pot', state: 'untrained' },
      ]),
    ).toEqual([
      'Not judged, because not trained: mug, pot. Run `mirror train`.',
      'Judged beside other recordings than were learned: clock. Run `mirror train`.',
    ]);
    expect(judgeNotes([])).toEqual([]);
  });
});
