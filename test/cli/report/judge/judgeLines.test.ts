import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../../src/cli/report/columns.js';
import { JUDGE_COLUMNS } from '../../../../src/cli/report/judge/judgeColumns.js';
import { legendLines } from '../../../../src/cli/report/judge/judgeLegend.js';
import {
  judgeLines,
  judgeNotes,
  judgeRecord,
  judgeStatus,
} from '../../../../src/cli/report/judge/judgeLines.js';
import type { Judgement, OverallJudgement } from '../../../../src/index.js';
import { aJudgement } from '../../../evaluation/draws/judgements.js';

const whole = aJudgement();
const drawsOnly = {
  named: { ...whole.named, heldOut: null },
  overlap: { ...whole.overlap, leftOut: null },
  copied: { ...whole.copied, leftOut: null },
  pulse: { recordings: 0, draws: 0.7, end: null },
  sequence: null,
  variety: { draws: null, recordings: null },
  recurrence: { draws: 0.05, recordings: 0 },
};
/** What is left of it for an object with one recording, of kind seed. */
const bare: Judgement = {
  ...whole,
  ...drawsOnly,
  object: '冷蔵庫',
  kind: 'seed',
  reconstruction: { seen: { chord: 0.1 }, predicted: null, leftOut: null },
  latent: { ...whole.latent, neighbours: null },
  control: drawsOnly,
};
const overall: OverallJudgement = {
  ...whole,
  object: null,
  worst: {
    'named.draws': { value: 0.875, objects: ['clock', 'cup', 'oven', 'street', 'train'] },
    'overlap.pooled.pitchClass': { value: 0.88, objects: ['clock', 'cup', 'oven'] },
    'overlap.pooled.duration': { value: 0.44, objects: ['kitchen-table', '冷蔵庫'] },
    'copied.draws.longest': { value: 12, objects: ['冷蔵庫'] },
  },
};

describe('the lines of a judgement', () => {
  it('are a line an object, one for all and one for the control, then the worst of each figure', () => {
    expect(judgeLines([whole, bare], { overall })).toEqual([
      '                named       overlap                           of one     copied          pulse      order  variety',
      '                draws held  pitch onset dur. vel. poly. mean  draw held  draws run held   all  end  draws  draws held',
      'kitchen-table    0.94 0.88   0.91  0.82 0.73 0.64  0.55 0.73  0.62 0.63   0.03  12 0.24  0.90 0.50   0.77   0.92 0.81',
      '冷蔵庫           0.94    –   0.91  0.82 0.73 0.64  0.55 0.73  0.62    –   0.03  12    –     –    –      –      –    –',
      'all              0.94 0.88   0.91  0.82 0.73 0.64  0.55 0.73  0.62 0.63   0.03  12 0.24  0.90 0.50   0.77   0.92 0.81',
      'n-gram control   0.69 0.88   0.91  0.82 0.73 0.64  0.55 0.73  0.62 0.63   0.01   8 0.24  0.90 0.50   0.77   0.92 0.81',
      '',
      '                again       latent             recon. seen  pred. seen   recon. left out            pred. left out',
      '                draws held   rank 1-NN chance  chord dist.  chord dist.  chord chance dist. chance     chord dist.',
      'kitchen-table    0.21 0.32  -0.07 0.58   0.04   0.97  0.98   0.93  0.94   0.52   0.11  0.83   0.29      0.74  0.86',
      '冷蔵庫           0.05 0.00      – 0.58   0.04   0.10     –      –     –      –      –     –      –         –     –',
      'all              0.21 0.32  -0.07 0.58   0.04   0.97  0.98   0.93  0.94   0.52   0.11  0.83   0.29      0.74  0.86',
      'n-gram control   0.21 0.32      –    –      –      –     –      –     –      –      –     –      –         –     –',
      '',
      'worst',
      'named    draws 0.88 clock, cup, oven and 2 more',
      'overlap  pitch 0.88 clock, cup, oven; dur. 0.44 all',
      'copied   run 12 冷蔵庫',
    ]);
  });

  it('are one for a single object and one for its control', () => {
    const lines = judgeLines([whole], { overall, width: 240 });
    expect(lines.map((line) => line.slice(0, 14).trim())).toEqual([
      '',
      '',
      'kitchen-table',
      'n-gram control',
    ]);
  });

  it.each([48, 60, 80, 100, 120, 200])('fit into %i columns, and lose nothing', (width) => {
    const lines = judgeLines([whole, bare], { overall, width });
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
    const figures = lines.filter((line) => line.startsWith('kitchen-table')).join(' ');
    expect(figures.match(/-?\d\.\d\d|\b12\b/g)).toHaveLength(33);
  });

  it('leave out what nobody has figures for, and not what one has', () => {
    const alone = judgeLines([bare], { overall: { ...bare, object: null, worst: {} } }).join();
    expect(alone).not.toMatch(/left out|order|pred/);
    expect(alone).toContain('recon. seen');
    expect(judgeLines([bare, whole], { overall }).join()).toContain('pred. left out');
  });

  it.each([undefined, 80, 48])('have a legend that fits into %s columns', (width) => {
    const lines = legendLines([whole], { overall, width });
    expect(lines.filter((line) => displayWidth(line) > (width ?? 120))).toEqual([]);
    expect(lines.join(' ').replace(/ +/g, ' ')).toContain(
      'recon. symbols that come back right from the latent alone: of windows that were learned (seen), and of a recording left out; chance:',
    );
  });

  it('have a legend of each group that a table may have, by its first word', () => {
    const words = legendLines([whole], { overall, width: 400 }).join('\n');
    for (const { title } of JUDGE_COLUMNS) expect(words).toContain(title.split(' ')[0]);
  });

  it('have a legend of nothing but what the tables have', () => {
    const all = { ...bare, object: null, worst: {} };
    const lines = legendLines([bare], { overall: all, width: 400 });
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual(
      'n-gram control,held,named,overlap,copied,again,latent,recon.'.split(','),
    );
    expect(lines.at(-1)).toMatch(/: of windows that were learned \(seen\)$/);
    expect(lines.join()).not.toMatch(/commonest symbol|teacher forcing/);
  });
});

describe('the record of a judgement', () => {
  it('has keys that other programs rely on', () => {
    const keys = [
      ...['object', 'kind', 'recordings', 'draws', 'bars', 'named', 'overlap', 'copied'],
      ...['pulse', 'sequence', 'variety', 'recurrence', 'reconstruction', 'latent', 'control'],
    ];
    expect(Object.keys(judgeRecord(bare))).toEqual(keys);
    expect(Object.keys(judgeRecord(overall))).toEqual([...keys, 'worst']);
    expect(Object.keys(judgeRecord(whole).control)).toEqual([
      ...['named', 'overlap', 'copied', 'pulse', 'sequence', 'variety', 'recurrence'],
    ]);
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
