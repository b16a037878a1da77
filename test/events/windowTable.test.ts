import { describe, expect, it } from 'vitest';
import { buildVocabulary } from '../../src/events/buildVocabulary.js';
import { UNKNOWN } from '../../src/events/eventSymbols.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import { tableWindows } from '../../src/events/windowTable.js';
import { makePerformance } from '../autoencoder/performances.js';

async function table(lengths: readonly number[], options: { size: number; exact?: boolean }) {
  const performances = lengths.map((events, i) => makePerformance(`windows ${i}`, { events }));
  const recorded = await gatherEvents(performances);
  const vocabulary = buildVocabulary(await gatherEvents(performances.slice(0, 1)));
  return { recorded, vocabulary, table: tableWindows(recorded, { vocabulary, ...options }) };
}

describe('tableWindows', () => {
  it('has the symbols of each recording where its windows are', async () => {
    const { recorded, vocabulary, table: windows } = await table([20, 33], { size: 16 });
    for (const [r, { first }] of windows.recordings.entries()) {
      const steps = recorded.recordings[r]?.step ?? [];
      const positions = windows.metricalPosition.slice(first, first + steps.length);
      expect(Array.from(positions, (symbol) => vocabulary.metricalPosition[symbol])).toEqual(
        Array.from(steps, (step) => step % 48),
      );
    }
    expect(windows.chord).toHaveLength(53);
  });

  it('repeats a recording that is shorter than a window', async () => {
    const { table: windows } = await table([3, 7], { size: 5 });
    expect(windows.recordings.map(({ first, windows: count }) => [first, count])).toEqual([
      [0, 1],
      [5, 3],
    ]);
    expect(windows.chord.slice(3, 5)).toEqual(windows.chord.slice(0, 2));
    expect(windows.velocity.slice(3, 5)).toEqual(windows.velocity.slice(0, 2));
  });

  it('counts the events of the same recording before each one', async () => {
    const { table: windows } = await table([3, 7], { size: 5 });
    expect([...windows.before]).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6]);
  });

  it('tells what the vocabulary does not hold where it is exact', async () => {
    const { table: exact } = await table([1, 40], { size: 4, exact: true });
    expect(exact.metricalPosition).toContain(UNKNOWN);
    const { table: nearest } = await table([1, 40], { size: 4 });
    expect(nearest.metricalPosition).not.toContain(UNKNOWN);
  });
});
