import { describe, expect, it } from 'vitest';
import { buildDictionary } from '../../src/events/buildVocabulary.js';
import { EVENT_FIELDS } from '../../src/events/vocabulary.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import {
  countWindows,
  drawWindows,
  spreadWindows,
  symbolAt,
  tableWindows,
} from '../../src/events/windows.js';
import { seededRandom } from '../../src/random.js';
import { makePerformance } from '../autoencoder/performances.js';

const CHORD = EVENT_FIELDS.indexOf('chord');
const PLACE = EVENT_FIELDS.indexOf('place');

async function table(lengths: readonly number[]) {
  const performances = lengths.map((events, i) => makePerformance(`windows ${i}`, { events }));
  const recorded = await gatherEvents(performances);
  const dictionary = buildDictionary(recorded);
  return { recorded, dictionary, table: tableWindows(recorded, { dictionary, size: 16 }) };
}

describe('tableWindows', () => {
  it('starts a window at each event that has enough after it', async () => {
    const { recorded, dictionary, table: windows } = await table([20, 33]);
    expect(windows.recordings.map((each) => each.windows)).toEqual([5, 18]);
    expect(countWindows(windows)).toBe(23);
    const second = windows.recordings[1]?.first as number;
    const places = Array.from({ length: 33 }, (_, position) =>
      symbolAt(windows, { window: second, position, field: PLACE }),
    );
    expect(places.map((place) => dictionary.place[place])).toEqual(
      Array.from(recorded.recordings[1]?.step ?? [], (step) => step % 48),
    );
  });

  it('repeats a recording that is shorter than a window', async () => {
    const { table: windows } = await table([3]);
    expect(countWindows(windows)).toBe(1);
    const chords = Array.from({ length: 16 }, (_, position) =>
      symbolAt(windows, { window: 0, position, field: CHORD }),
    );
    expect(chords.slice(3, 6)).toEqual(chords.slice(0, 3));
    expect(chords[15]).toBe(chords[0]);
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

  it('spreads what it measures on over all, every window once where there is room', async () => {
    const { table: windows } = await table([40, 19, 5]);
    expect(spreadWindows(windows, 1000)).toHaveLength(countWindows(windows));
    expect(new Set(spreadWindows(windows, 1000)).size).toBe(countWindows(windows));
    expect(spreadWindows(windows, 10)).toHaveLength(10);
  });
});
