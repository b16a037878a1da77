import { describe, expect, it } from 'vitest';
import {
  layPitchLanes,
  MOST_SEMITONE,
  pitchRangeOf,
} from '../../../src/picture/room/pitchLanes.js';

const ranges = [
  { lowest: 40, highest: 88 },
  { lowest: 60, highest: 67 },
  { lowest: 30, highest: 55 },
];
const leastHeights = [40, 40, 40];

describe('lanes on one scale of pitch', () => {
  it('fill the height that they have, each holding its range', () => {
    const { lanes, semitone, height } = layPitchLanes(ranges, { leastHeights, height: 400 });
    expect(height).toBeGreaterThan(399);
    expect(height).toBeLessThanOrEqual(400);
    for (const [i, lane] of lanes.entries()) {
      const { lowest, highest } = ranges[i] as (typeof ranges)[number];
      expect(lane.middlePitch).toBe((lowest + highest) / 2);
      expect(lane.height).toBeGreaterThan((highest - lowest) * semitone);
      expect(lane.height).toBeGreaterThanOrEqual(40);
      expect(lane.top).toBeCloseTo(
        lanes.slice(0, i).reduce((sum, each) => sum + each.height, 0),
        9,
      );
    }
  });

  it('are wider for a wider range, and an octave wide at least', () => {
    const { lanes, semitone } = layPitchLanes(ranges, { leastHeights: [0, 0, 0], height: 400 });
    const [wide = 0, narrow = 0, middle = 0] = lanes.map(({ height }) => height);
    expect(wide).toBeGreaterThan(middle);
    expect(middle).toBeGreaterThan(narrow);
    expect(narrow).toBeGreaterThan(12 * semitone);
  });

  it('have a scale no larger than reads well', () => {
    const { semitone, height } = layPitchLanes(ranges, { leastHeights, height: 5000 });
    expect(semitone).toBe(MOST_SEMITONE);
    expect(height).toBeLessThan(1000);
  });

  it('shrink the scale for all where fifteen wide parts leave little', () => {
    const wide = Array.from({ length: 15 }, () => ({ lowest: 24, highest: 96 }));
    const { lanes, semitone } = layPitchLanes(wide, {
      leastHeights: wide.map(() => 24),
      height: 400,
    });
    expect(semitone).toBeGreaterThan(0);
    for (const { height } of lanes) expect(height).toBeGreaterThan(72 * semitone);
  });

  it('have a range also for a part that rests', () => {
    expect(pitchRangeOf([])).toEqual({ lowest: 60, highest: 60 });
    const one = { pitch: 71, startTicks: 0, durationTicks: 1, velocity: 1 };
    expect(pitchRangeOf([one, { ...one, pitch: 50 }])).toEqual({ lowest: 50, highest: 71 });
  });
});
