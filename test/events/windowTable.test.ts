import { describe, expect, it } from 'vitest';
import { buildVocabulary } from '../../src/events/buildVocabulary.js';
import { UNKNOWN } from '../../src/events/eventSymbols.js';
import { tableHeld } from '../../src/events/heldTable.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import { tableWindows } from '../../src/events/windowTable.js';
import { makePerformance } from '../autoencoder/performances.js';

async function record(lengths: readonly number[]) {
  const performances = lengths.map((events, i) => makePerformance(`windows ${i}`, { events }));
  const recorded = await gatherEvents(performances);
  const vocabulary = buildVocabulary(await gatherEvents(performances.slice(0, 1)));
  return { recorded, vocabulary };
}

async function table(lengths: readonly number[], options: { size: number }) {
  const { recorded, vocabulary } = await record(lengths);
  return { recorded, vocabulary, table: tableWindows(recorded, { vocabulary, ...options }) };
}

async function exactTable(lengths: readonly number[], options: { size: number }) {
  const { recorded, vocabulary } = await record(lengths);
  return tableWindows(recorded, { vocabulary, ...options, exact: true });
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

  it('lists the events that stand at each metrical position, repeated ones as well', async () => {
    const { vocabulary, table: windows } = await table([3, 40], { size: 5 });
    const { atPosition, metricalPosition } = windows;
    expect(atPosition).toHaveLength(vocabulary.metricalPosition.length);
    for (const [position, events] of atPosition.entries()) {
      const all = [...metricalPosition.keys()].filter((at) => metricalPosition[at] === position);
      expect(events).toEqual(all);
    }
    expect(atPosition.flat()).toHaveLength(45);
    expect(atPosition.flat()).toEqual(expect.arrayContaining([0, 3, 44]));
  });

  it('lists no event that stands where the vocabulary has no position', async () => {
    const exact = await exactTable([1, 40], { size: 4 });
    const unknown = exact.metricalPosition.filter((position) => position === UNKNOWN);
    expect(exact.atPosition.flat()).toHaveLength(44 - unknown.length);
  });

  it('tells of each event which keys are down', async () => {
    const options = { size: 5 };
    const { recorded, vocabulary, table: windows } = await table([3, 7], options);
    // Each note of these ends before the next one begins, but for a vocabulary of longer notes.
    expect(windows.held.starts).toEqual(new Uint32Array(13));
    const longer = { ...vocabulary, duration: [500] };
    const { held, ...rest } = tableWindows(recorded, { vocabulary: longer, ...options });
    expect(held).toEqual(tableHeld({ vocabulary: longer, symbols: rest, windows: rest }));
    expect(held.pitch.length).toBeGreaterThan(5);
  });

  it('tells what the vocabulary does not hold where it is exact', async () => {
    const exact = await exactTable([1, 40], { size: 4 });
    expect(exact.metricalPosition).toContain(UNKNOWN);
    expect(exact).not.toHaveProperty('held');
    const { table: nearest } = await table([1, 40], { size: 4 });
    expect(nearest.metricalPosition).not.toContain(UNKNOWN);
  });
});
