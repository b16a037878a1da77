import { describe, expect, it } from 'vitest';
import { buildVocabulary } from '../../src/events/buildVocabulary.js';
import { toSymbols } from '../../src/events/eventSymbols.js';
import { STEP_TICKS } from '../../src/events/events.js';
import { lastStruck } from '../../src/events/heldKeys.js';
import { heldAt, releaseSymbols, tableHeld } from '../../src/events/heldTable.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import type { Vocabulary } from '../../src/events/vocabulary.js';
import { layWindows } from '../../src/events/windows.js';
import { type Struck, takeOf } from './takes.js';

interface Options {
  readonly size?: number;
  readonly exact?: boolean;
  /** In place of what the takes themselves give. */
  readonly own?: Partial<Vocabulary>;
}

async function tableOf(
  takes: readonly (readonly Struck[])[],
  { size = 1, exact = false, own = {} }: Options = {},
) {
  const recorded = await gatherEvents(takes.map((chords) => takeOf(chords)));
  const vocabulary = { ...buildVocabulary(recorded), ...own };
  const symbols = toSymbols(recorded, { vocabulary, fewest: size, exact });
  const windows = layWindows(recorded, size);
  return { vocabulary, table: tableHeld({ vocabulary, symbols, windows }) };
}

/** Of each event the keys that are down: `60+6` is a key that is let go in six steps. */
async function heldOf(takes: readonly (readonly Struck[])[], options?: Options) {
  const { vocabulary, table } = await tableOf(takes, options);
  const words = Array.from(
    table.pitch,
    (pitch, key) =>
      `${vocabulary.pitch[pitch]}+${vocabulary.interOnset[table.release[key] as number]}`,
  );
  return Array.from(table.starts.subarray(1), (end, event) =>
    words.slice(table.starts[event], end).join(' '),
  );
}

describe('the keys that are down at each event', () => {
  it('are those that were struck before it and are not yet let go', async () => {
    const held = await heldOf([
      [
        { pitches: [60], durationTicks: 720 },
        { pitches: [64], after: 6, durationTicks: 240 },
        { pitches: [67], after: 6, durationTicks: 240 },
        { pitches: [64], after: 12, durationTicks: 240 },
      ],
    ]);
    expect(held).toEqual(['', '60+12', '60+6', '']);
  });

  it('are held for the duration that a symbol stands for', async () => {
    const take = [
      { pitches: [60], durationTicks: 700 },
      { pitches: [64], after: 6 },
      { pitches: [64], after: 6 },
    ];
    const own = { interOnset: [6, 12], duration: [480, 1000] };
    expect(await heldOf([take], { own })).toEqual(['', '60+6', '64+6']);
  });

  it('are held until the time to which the intervals of symbols lead', async () => {
    // Eleven steps are taken for twelve: of eighteen six are left, and not seven.
    const take = [
      { pitches: [60], durationTicks: 720 },
      { pitches: [64], after: 11 },
    ];
    const own = { interOnset: [6, 7, 12] };
    expect(await heldOf([take], { own })).toEqual(['', '60+6']);
    // An interval that is unknown takes no time.
    expect(await heldOf([take], { own: { interOnset: [6, 17, 18] }, exact: true })).toEqual([
      '',
      '60+18',
    ]);
  });

  it('are held for as long as their own note of a chord, as a symbol has it', async () => {
    const take = [
      { pitches: [72], durationTicks: 40 },
      { pitches: [48, 55, 64], after: 6, durationTicks: [240, 480, 960] },
      { pitches: [50, 57], after: 6, durationTicks: [480, 240] },
      { pitches: [72], after: 6, durationTicks: 40 },
    ];
    const own = { interOnset: [6, 12, 18] };
    expect(await heldOf([take], { own })).toEqual(['', '', '64+18 55+6', '50+6 64+12']);
    // Four quarter-octaves are taken for six: 960 ticks for 1358.
    const longer = { interOnset: [6, 28], noteDuration: [-4, 0, 6] };
    expect((await heldOf([take], { own: longer }))[2]).toBe('64+28 55+6');
  });

  it('are held for as long as the event where it has one note', async () => {
    const take = [
      { pitches: [60], durationTicks: 480 },
      { pitches: [64], after: 6 },
    ];
    const own = { interOnset: [3, 6, 9], noteDuration: [-4, 2] };
    expect(await heldOf([take], { own })).toEqual(['', '60+6']);
  });

  it.each([
    [279, ''],
    [280, '60+1'],
  ])('have a step left or more: of %d ticks six steps later', async (durationTicks, held) => {
    const take = [
      { pitches: [60], durationTicks },
      { pitches: [64], after: 6 },
    ];
    const own = { interOnset: [1, 6] };
    expect(await heldOf([take], { own })).toEqual(['', held]);
  });

  it('are the eight that were struck last, the last one first', async () => {
    const scale = Array.from({ length: 11 }, (_, i) => {
      return { pitches: [70 - i], after: 1, durationTicks: 4000 };
    });
    const held = await heldOf([scale]);
    const pitches = held.map((keys) => keys.split(' ').map((key) => Number.parseInt(key, 10)));
    expect(pitches[3]).toEqual([68, 69, 70]);
    expect(pitches[8]).toEqual([63, 64, 65, 66, 67, 68, 69, 70]);
    expect(pitches[10]).toEqual([61, 62, 63, 64, 65, 66, 67, 68]);
  });

  it('are none at the beginning of a recording, and stay down where one that is too short for a window is repeated', async () => {
    const short = [
      { pitches: [60], durationTicks: 9000 },
      { pitches: [64], after: 6, durationTicks: 9000 },
    ];
    const long = [...short, { pitches: [67], after: 6, durationTicks: 9000 }, ...short, ...short];
    const own = { interOnset: [6] };
    const held = await heldOf([short, long, short], { size: 5, own });
    const again = ['', '60+6', '64+6 60+6', '60+6 64+6', '64+6 60+6'];
    expect(held.slice(0, 5)).toEqual(again);
    expect(held.slice(5, 9)).toEqual(['', '60+6', '64+6 60+6', '67+6 64+6 60+6']);
    expect(held.slice(9, 12)).toEqual(['60+6 67+6 64+6', '64+6 60+6 67+6', '60+6 64+6 67+6']);
    expect(held.slice(12)).toEqual(again);
  });
});

describe('keys of a table', () => {
  it('are given as they are followed, those first that were struck first', async () => {
    const { table, vocabulary } = await tableOf(
      [
        [
          { pitches: [64], durationTicks: 960 },
          { pitches: [60], after: 6, durationTicks: 480 },
          { pitches: [62], after: 6, durationTicks: 480 },
        ],
      ],
      { own: { interOnset: [5, 6, 12] } },
    );
    expect([...heldAt(table, { event: 0, vocabulary })]).toEqual([]);
    expect([...heldAt(table, { event: 2, vocabulary })]).toEqual([
      [2, 12 * STEP_TICKS],
      [0, 6 * STEP_TICKS],
    ]);
  });

  it('are told by the same symbols again', async () => {
    const scale = Array.from({ length: 20 }, (_, i) => {
      const pitches = i % 3 === 0 ? [40 + (i % 7), 60 + (i % 4)] : [40 + (i % 7)];
      return { pitches, after: 1 + (i % 5), durationTicks: 100 + 311 * (i % 6) };
    });
    const { table, vocabulary } = await tableOf([scale]);
    const releaseOf = releaseSymbols(vocabulary);
    const again = scale.flatMap((_, event) => lastStruck(heldAt(table, { event, vocabulary })));
    expect(again.length).toBeGreaterThan(40);
    expect(again.map(([pitch]) => pitch)).toEqual([...table.pitch]);
    expect(again.map(([, ticks]) => releaseOf(ticks))).toEqual([...table.release]);
  });
});

describe('the symbol of a release', () => {
  it.each([
    ['the first of all, of what is sooner', 40, 0],
    ['the nearest', 160, 0],
    ['the nearest to the nearest step', 180, 1],
    ['the symbol of the interval itself', 240, 1],
    ['the shorter of two as near', 360, 1],
    ['the longer where it is nearer', 400, 2],
    ['the last of all, of what is later', 40_000, 2],
  ])('is %s: of %d ticks', (_, ticks, symbol) => {
    const releaseOf = releaseSymbols({ interOnset: [3, 6, 12] });
    expect(releaseOf(ticks)).toBe(symbol);
    expect(releaseOf(ticks)).toBe(symbol);
  });
});
