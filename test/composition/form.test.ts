import { describe, expect, it } from 'vitest';
import { type Entrance, planEntrances } from '../../src/composition/form.js';

const room = [0.39, 0.16, 0.082, 0.07, 0.044, 0.039, 0.034, 0.018, 0.009, 0.008];
const barsOf = (entrances: readonly Entrance[]) =>
  entrances.reduce((sum, { bars }) => sum + bars, 0);

describe('planEntrances', () => {
  it.each([1, 2, 3, 4, 5, 7, 8, 13, 16, 32, 64, 128, 512])(
    'keeps every entrance inside a piece of %d bars and off its neighbours',
    (bars) => {
      for (const shares of [room, [0.2], [0.4, 0.0001], Array(15).fill(0.05)]) {
        for (const entrances of planEntrances(shares, bars)) {
          expect(barsOf(entrances)).toBeGreaterThan(0);
          let free = 0;
          for (const entrance of entrances) {
            expect(entrance.bars).toBeGreaterThan(0);
            expect(entrance.earliestBar).toBeGreaterThanOrEqual(free);
            expect(entrance.latestBar).toBeGreaterThanOrEqual(entrance.earliestBar + entrance.bars);
            free = entrance.latestBar;
          }
          expect(free).toBeLessThanOrEqual(bars);
        }
      }
    },
  );

  it.each([4, 16, 64, 128])('lets the larger play the more of %d bars, the largest all', (bars) => {
    const played = planEntrances(room, bars).map(barsOf);
    expect(played[0]).toBe(bars);
    expect(played).toEqual([...played].sort((a, b) => b - a));
    // A quarter of the area, half of the piece, where few others want to be heard.
    expect(planEntrances([0.4, 0.1], bars).map(barsOf)).toEqual([bars, bars / 2]);
  });

  it('opens with the largest two, and lets nobody begin in the close who was not heard before', () => {
    const form = planEntrances(room, 16);
    expect(form[0]).toEqual([{ bars: 16, earliestBar: 0, latestBar: 16 }]);
    expect(form[1]?.[0]).toMatchObject({ earliestBar: 0 });
    expect(form[1]?.[0]?.latestBar).toBe(form[1]?.[0]?.bars);
    for (const [first] of form.slice(2)) expect(first?.earliestBar).toBeGreaterThan(0);
    for (const entrances of form.slice(1)) expect(entrances[0]?.latestBar).toBeLessThan(16);
    const closing = form.map((entrances) => entrances.at(-1)?.latestBar === 16);
    expect(closing.filter(Boolean).length).toBeGreaterThan(1);
    expect(closing.slice(4)).toEqual(closing.slice(4).fill(false));
  });

  it.each([
    [16, 1],
    [64, 2],
    [128, 4],
    [512, 16],
  ])('lets a small object come and go in %d bars: %d times or more', (bars, times) => {
    const small = planEntrances([0.4, 0.2, 0.1, 0.05, 0.01], bars)[4] as readonly Entrance[];
    expect(small.length).toBeGreaterThanOrEqual(times);
  });

  it('has no more than four of many equal objects play together on average', () => {
    const form = planEntrances(Array(15).fill(0.05), 64);
    const together = form.map(barsOf).reduce((a, b) => a + b) / 64;
    expect(together).toBeLessThanOrEqual(5);
    expect(together).toBeGreaterThan(3);
  });
});
