import { describe, expect, it } from 'vitest';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import { countWindows, drawWindows, layWindows, spreadWindows } from '../../src/events/windows.js';
import { seededRandom } from '../../src/math/random.js';
import { makePerformance } from '../autoencoder/performances.js';

async function windowsOver(lengths: readonly number[], size = 16) {
  const performances = lengths.map((events, i) => makePerformance(`windows ${i}`, { events }));
  return layWindows(await gatherEvents(performances), size);
}

describe('layWindows', () => {
  it('starts a window at each event that has enough after it', async () => {
    const windows = await windowsOver([20, 33]);
    expect(windows.recordings).toMatchObject([
      { first: 0, windows: 5 },
      { first: 20, windows: 18 },
    ]);
    expect(countWindows(windows)).toBe(23);
    expect(windows.recordings.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('gives a recording that is shorter than a window one, which it is repeated to fill', async () => {
    expect((await windowsOver([3, 16, 5])).recordings).toMatchObject([
      { first: 0, windows: 1 },
      { first: 16, windows: 1 },
      { first: 32, windows: 1 },
    ]);
  });
});

describe('drawWindows', () => {
  const recordings = [
    { first: 0, windows: 5, share: 0.25 },
    { first: 20, windows: 15, share: 0.75 },
  ];
  const everyWindow = [0, 1, 2, 3, 4, ...Array.from({ length: 15 }, (_, i) => 20 + i)];

  it.each(['p', 'q', 'r'])('takes each window once where shares are as lengths (%s)', (seed) => {
    expect(drawWindows({ recordings }, { count: 20, random: seededRandom(seed) })).toEqual(
      everyWindow,
    );
  });

  it('gives a draw that falls where two recordings meet to the later one alone', () => {
    expect(drawWindows({ recordings }, { count: 20, random: () => 0 })).toEqual(everyWindow);
  });

  it('takes as many of a recording as its share says, evenly spread over it', () => {
    const uneven = recordings.map((each) => ({ ...each, share: 0.5 }));
    const random = seededRandom('uneven');
    const drawn = Array.from({ length: 500 }, () =>
      drawWindows({ recordings: uneven }, { count: 20, random }),
    ).flat();
    for (const window of everyWindow) {
      const expected = (window < 5 ? 10 / 5 : 10 / 15) * 500;
      const times = drawn.filter((each) => each === window).length;
      expect(Math.abs(times - expected)).toBeLessThan(0.1 * expected);
    }
    expect(drawn).toHaveLength(500 * 20);
  });

  it('draws a hundred recordings without losing one', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ first: i, windows: 1, share: 0.01 }));
    const drawn = drawWindows({ recordings: many }, { count: 100, random: () => 0.37 });
    expect(drawn).toEqual(many.map(({ first }) => first));
  });

  it('draws no more than it was asked for where shares add up to a hair more than 1', () => {
    const many = Array.from({ length: 11 }, (_, i) => ({ first: i, windows: 1, share: 1 / 11 }));
    expect(drawWindows({ recordings: many }, { count: 20, random: () => 0 })).toHaveLength(20);
  });

  it('stays within a recording where a draw at its very end is rounded beyond it', () => {
    const two = [
      { first: 0, windows: 1, share: 0.75 * 2 ** -52 },
      { first: 1, windows: 5, share: 0.5 + 2 ** -52 },
    ];
    const random = () => 3 * 2 ** -52;
    expect(drawWindows({ recordings: two }, { count: 2, random })).toEqual([1, 5]);
  });

  it('spreads what it measures on over all, every window once where there is room', async () => {
    const windows = await windowsOver([40, 19, 5]);
    expect(spreadWindows(windows, 1000)).toHaveLength(countWindows(windows));
    expect(new Set(spreadWindows(windows, 1000)).size).toBe(countWindows(windows));
    expect(spreadWindows(windows, 10)).toHaveLength(10);
  });

  it('measures in the middle of each of the parts that it cuts a recording into', async () => {
    expect(spreadWindows(await windowsOver([45]), 3)).toEqual([5, 15, 25]);
  });
});
