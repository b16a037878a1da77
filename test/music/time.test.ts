import { expect, it } from 'vitest';
import { COMMON_TIME, ticksPerBar, ticksPerBeat, ticksToSeconds } from '../../src/music/time.js';

it.each([
  [4, 4, 1920],
  [3, 4, 1440],
  [6, 8, 1440],
  [5, 16, 600],
])('a bar of %d/%d lasts %d ticks', (beats, beatUnit, ticks) => {
  expect(ticksPerBar({ beats, beatUnit })).toBe(ticks);
});

it.each([
  [3, 2, 960],
  [3, 4, 480],
  [6, 8, 240],
  [5, 16, 120],
])('a printed beat of %d/%d lasts %d ticks', (beats, beatUnit, ticks) => {
  expect(ticksPerBeat({ beats, beatUnit })).toBe(ticks);
});

it('common time has four quarters', () => {
  expect(COMMON_TIME).toEqual({ beats: 4, beatUnit: 4 });
});

it('three quarters at 72 beats a minute last two and a half seconds', () => {
  expect(ticksToSeconds(3 * 480, 72)).toBeCloseTo(2.5);
});
