import { describe, expect, it } from 'vitest';
import { bpm, clockTime, count } from '../../../src/cli/report/format.js';

describe('a figure', () => {
  it.each([
    [count(0, 'note'), '0 notes'],
    [count(1, 'note'), '1 note'],
    [count(213, 'note'), '213 notes'],
    [count(7, 'stretch'), '7 stretches'],
    [bpm(71.96), '72 bpm'],
    [bpm(83.25), '83.3 bpm'],
    [clockTime(59.99), '0:59'],
    [clockTime(754), '12:34'],
    [clockTime(3600 * 27 + 61), '27:01:01'],
  ])('reads %s', (figure, expected) => {
    expect(figure).toBe(expected);
  });
});
