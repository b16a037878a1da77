import { describe, expect, it } from 'vitest';
import { tempoChangesOf, tempoCorners } from '../../src/beats/tempoChanges.js';
import { seededRandom } from '../../src/math/random.js';

const ticksOf = (beats: readonly number[]) => beats.map((_, i) => i * 480);

describe('tempoCorners', () => {
  it.each([
    ['steady beats', [0, 0.5, 1, 1.5, 2], [0, 4]],
    ['two beats', [3, 4.2], [0, 1]],
    ['beats within 18 ms of steady ones', [0, 0.511, 0.99, 1.508, 2], [0, 4]],
    ['a step to another tempo', [0, 0.5, 1, 1.5, 1.9, 2.3, 2.7], [0, 3, 6]],
    ['one beat that comes late', [0, 0.5, 1.02, 1.5, 2], [0, 2, 4]],
  ])('turns where it has to in %s', (_, beats, corners) => {
    expect(tempoCorners(beats, ticksOf(beats))).toEqual(corners);
  });

  it.each([0.005, 0.02, 0.1])(
    'leaves no beat farther than 18 ms off, with %f s of chance',
    (by) => {
      const random = seededRandom(`corners ${by}`);
      let seconds = 0;
      const beats = Array.from({ length: 500 }, () => (seconds += 0.5 + by * (random() - 0.5)));
      const positions = ticksOf(beats);
      const corners = tempoCorners(beats, positions);
      expect([corners[0], corners.at(-1)]).toEqual([0, 499]);
      for (const [i, to] of corners.entries()) {
        if (i === 0) continue;
        const from = corners[i - 1] as number;
        expect(to).toBeGreaterThan(from);
        const [start, end] = [beats[from] as number, beats[to] as number];
        for (let at = from; at <= to; at++) {
          const line = start + ((end - start) * (at - from)) / (to - from);
          expect(Math.abs(line - (beats[at] as number))).toBeLessThanOrEqual(0.018 + 1e-9);
        }
      }
    },
  );
});

describe('tempoChangesOf', () => {
  it('has a tempo for each straight line, from its first tick on', () => {
    const beats = [0, 0.5, 1, 1.5, 1.9, 2.3];
    expect(tempoChangesOf(beats, ticksOf(beats))).toEqual([
      { ticks: 0, tempoBpm: 120 },
      { ticks: 1440, tempoBpm: expect.closeTo(150, 9) },
    ]);
  });
});
