import { expect, it } from 'vitest';
import { ticksPerBar, ticksToSeconds } from '../../src/music/time.js';

it.each([
  [4, 4, 1920],
  [3, 4, 1440],
  [6, 8, 1440],
  [5, 16, 600],
])('a bar of %d/%d lasts %d ticks', (beats, beatUnit, ticks) => {
  expect(ticksPerBar({ beats, beatUnit })).toBe(ticks);
});

it('three quarters at 72 beats a minute last two and a half seconds', () => {
  expect(ticksToSeconds(3 * 480, 72)).toBeCloseTo(2.5);
});
