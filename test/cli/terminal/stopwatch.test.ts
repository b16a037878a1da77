import { describe, expect, it } from 'vitest';
import { createStopwatch } from '../../../src/cli/terminal/stopwatch.js';

function clock(times: readonly number[]): () => number {
  const left = times.values();
  return () => left.next().value ?? Number.NaN;
}

describe('the stopwatch', () => {
  it('gives each stage its time, to a tenth of a millisecond, and the total', () => {
    const stopwatch = createStopwatch(clock([100, 103, 110.26, 130, 131.5]));
    stopwatch.begin('photo');
    stopwatch.begin('detect');
    stopwatch.begin('write');
    expect(stopwatch.end()).toEqual({ photo: 7.3, detect: 19.7, write: 1.5, total: 31.5 });
  });

  it('adds up a stage that comes again', () => {
    const stopwatch = createStopwatch(clock([0, 0, 5, 7, 11]));
    stopwatch.begin('detect');
    stopwatch.begin('decode');
    stopwatch.begin('detect');
    expect(stopwatch.end()).toEqual({ detect: 9, decode: 2, total: 11 });
  });

  it('leaves out the time in which it rests', () => {
    const stopwatch = createStopwatch(clock([0, 0, 5, 105, 109]));
    stopwatch.begin('photo');
    stopwatch.rest();
    stopwatch.begin('detect');
    expect(stopwatch.end()).toEqual({ photo: 5, detect: 4, total: 9 });
  });
});
