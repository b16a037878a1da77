import { describe, expect, it } from 'vitest';
import {
  durationText,
  rateText,
  showBatchProgress,
} from '../../../src/cli/batches/batchProgress.js';
import { createTerminal } from '../../../src/cli/terminal/terminal.js';

describe('the progress of a batch', () => {
  it.each([
    [3.14, '3.1/s'],
    [0.5, '30/min'],
    [1 / 60, '1/min'],
    // Trainings of five minutes, one after another.
    [1 / 300, '12/h'],
  ])('%s photos a second are %s', (rate, text) => {
    expect(rateText(rate)).toBe(text);
  });

  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [61, '1 min'],
    [5400, '1 h 30 min'],
    [47 * 3600 + 1800, '47 h 30 min'],
    [7195, '2 h 0 min'],
    [72 * 3600, '3 days'],
  ])('%s seconds are %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  it('is one line on a terminal: how many, how fast without those known before, how long still', () => {
    let shown = '';
    const stderr = { isTTY: true, columns: 100, write: (text: string) => (shown += text) };
    const env = { NO_COLOR: '1' };
    const terminal = createTerminal({ stdout: stderr, stderr, env, quiet: false });
    let now = 1000;
    const progress = showBatchProgress(terminal, { total: 120, known: 20, now: () => now });
    now += 10_000;
    progress.update(40, 3);
    expect(shown).toMatch(/^photos +█+░+ +40\/120 +2\.0\/s, 40 s left, 3 failed\n$/);
  });
});
