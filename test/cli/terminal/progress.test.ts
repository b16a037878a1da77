import { describe, expect, it } from 'vitest';
import { createProgressBars, progressLines } from '../../../src/cli/terminal/progress.js';
import type { Terminal } from '../../../src/cli/terminal/terminal.js';

describe('progress', () => {
  it('is a line for each thing under way', () => {
    const underWay = new Map([
      ['kettle', { done: 12, total: 25, text: 'loss 1.234' }],
      ['冷蔵庫', { done: 0, total: 1, text: 'starting' }],
      ['mug', { done: 9, total: 9, text: 'loss 0.100' }],
    ]);
    expect(progressLines(underWay)).toEqual([
      'kettle  ██████████░░░░░░░░░░  12/25  loss 1.234',
      '冷蔵庫  ░░░░░░░░░░░░░░░░░░░░  0/1    starting',
      'mug     ████████████████████  9/9    loss 0.100',
    ]);
  });

  it('is drawn at once when something begins or ends, and else not too often', () => {
    const drawn: string[][] = [];
    let time = 0;
    const terminal = { showStatus: (lines: string[]) => drawn.push(lines) } as unknown as Terminal;
    const bars = createProgressBars(terminal, () => time);
    const update = (at: number, done: number) => {
      time = at;
      bars.update('kettle', { done, total: 4, text: '' });
    };
    update(0, 0);
    update(10, 1);
    update(79, 2);
    update(81, 3);
    bars.remove('kettle');
    expect(drawn.map(([line]) => line?.split('  ').at(-1))).toEqual(['0/4', '3/4', undefined]);
  });
});
