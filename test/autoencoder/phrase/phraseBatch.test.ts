import { describe, expect, it } from 'vitest';
import { layEventRows } from '../../../src/autoencoder/phrase/eventRows.js';
import type { HeadBatch } from '../../../src/autoencoder/phrase/headBatch.js';
import { type Forgetting, toBatch } from '../../../src/autoencoder/phrase/phraseBatch.js';
import {
  firstRowOf,
  headsOf,
  LOOK_BACK,
  pitchRange,
  rankOf,
  SUMS,
} from '../../../src/autoencoder/phrase/phraseShapes.js';
import type { RowLists } from '../../../src/autoencoder/rowLists.js';
import { buildVocabulary } from '../../../src/events/buildVocabulary.js';
import { gatherEvents } from '../../../src/events/recordedEvents.js';
import { symbolCounts, type Vocabulary } from '../../../src/events/vocabulary.js';
import { tableWindows } from '../../../src/events/windowTable.js';
import { takeOf } from '../../events/takes.js';

/** Nothing is forgotten, and every note of a chord is asked for. */
const REMEMBER_ALL: Forgetting = { random: () => 0.2, dropped: 0, cut: 0, unplanned: 0, alone: 0 };

/** A take in which no two fields have a value in common, so that a value says which field it is of. */
const TAKE = takeOf([
  { pitches: [60, 64, 67], velocity: [88, 100, 112], durationTicks: [350, 700, 1400] },
  { pitches: [60], after: 6, velocity: 110, durationTicks: 500 },
  { pitches: [64], after: 8, velocity: 110, durationTicks: 500 },
  { pitches: [60, 67], after: 6, velocity: [106, 114], durationTicks: [500, 500] },
  { pitches: [67], after: 8, velocity: 110, durationTicks: 500 },
  { pitches: [60], after: 6, velocity: 110, durationTicks: 500 },
  { pitches: [64], after: 6, velocity: 110, durationTicks: 500 },
]);

async function batchOf(
  windows: readonly number[],
  { size = 2, forgetting = REMEMBER_ALL, takes = [TAKE] } = {},
) {
  const recorded = await gatherEvents(takes);
  const vocabulary = buildVocabulary(recorded);
  const symbols = symbolCounts(vocabulary);
  const sizes = { latent: 2, hidden: 4, embedding: 4, window: size, plan: 3, symbols };
  const table = tableWindows(recorded, { vocabulary, size });
  const rows = layEventRows(table, symbols);
  return { vocabulary, batch: toBatch(table, { rows, windows, sizes, forgetting }) };
}

/** Each list in words. */
function read({ rows, starts, ends }: RowLists, word: (row: number) => string): string[] {
  return Array.from(ends, (end, item) =>
    Array.from(rows.subarray(starts[item], end), word).join(' '),
  );
}

/** A row of the embedding as the value it stands for: `60`, `+6` steps, `|0` steps from the bar line, `500t`, `v110`, `lowest`. */
function wordOf(vocabulary: Vocabulary) {
  const symbols = symbolCounts(vocabulary);
  const words: Record<number, string> = {};
  const name = (
    field: 'pitch' | 'interOnset' | 'metricalPosition' | 'duration' | 'velocity' | 'microtiming',
    write: (value: number) => string,
  ) => {
    for (const [symbol, value] of vocabulary[field].entries()) {
      words[firstRowOf(field, symbols) + symbol] = write(value);
    }
  };
  name('pitch', String);
  name('interOnset', (steps) => `+${steps}`);
  name('metricalPosition', (steps) => `|${steps}`);
  name('duration', (ticks) => `${ticks}t`);
  name('velocity', (velocity) => `v${velocity}`);
  name('microtiming', (ticks) => `m${ticks}`);
  for (const [rank, word] of ['lowest', 'inner', 'highest'].entries()) {
    words[firstRowOf('rank', symbols) + rank] = word;
  }
  return (row: number) => words[row] as string;
}

async function headsOfBatch(windows: readonly number[], options = {}) {
  const { vocabulary, batch } = await batchOf(windows, options);
  const headOf = (head: string) => batch.heads.find((each) => each.head === head) as HeadBatch;
  const contextOf = (head: string) => {
    const parts = headOf(head).contexts.map((lists) => read(lists, wordOf(vocabulary)));
    return (parts[0] as string[]).map((_, i) => parts.map((part) => part[i]).join(' '));
  };
  return { vocabulary, batch, headOf, contextOf };
}

describe('what the encoder sees of an event', () => {
  it('is its notes and each of its fields', async () => {
    const { vocabulary, batch } = await batchOf([0, 3]);
    expect(read(batch.events, wordOf(vocabulary))).toEqual([
      '|0 60 64 67 +6 700t v100 m0',
      '|6 60 +8 500t v110 m0',
      '|20 60 67 +8 500t v110 m0',
      '|28 67 +6 500t v110 m0',
    ]);
    expect(Array.from(batch.starts, (symbol) => vocabulary.metricalPosition[symbol])).toEqual([
      0, 20,
    ]);
  });
});

describe('what a head knows when it is asked', () => {
  it.each([
    // The end of a chord is asked for behind each note, the highest included.
    ['pitch', ['', '60', '60 64', '60 64 67', '', '60']],
    ['interOnset', ['60 64 67', '60']],
    ['duration', ['60 64 67 +6', '60 +8']],
    ['velocity', ['60 64 67 +6 700t', '60 +8 500t']],
    [
      'noteVelocity',
      [
        '60 64 67 +6 700t v100 m0 60 lowest',
        '60 64 67 +6 700t v100 m0 64 inner',
        '60 64 67 +6 700t v100 m0 67 highest',
      ],
    ],
    [
      'noteDuration',
      [
        '60 64 67 +6 700t v100 m0 60 lowest',
        '60 64 67 +6 700t v100 m0 64 inner',
        '60 64 67 +6 700t v100 m0 67 highest',
      ],
    ],
  ])('%s: what was drawn before it', async (head, contexts) => {
    const { contextOf } = await headsOfBatch([0]);
    expect(contextOf(head)).toEqual(contexts);
  });

  it.each([
    ['interOnset', [6, 8, 8, 6]],
    ['duration', [700, 500, 500, 500]],
    ['velocity', [100, 110, 110, 110]],
    ['noteVelocity', [-12, 0, 12, -4, 4]],
    ['noteDuration', [-4, 0, 4, 0, 0]],
  ] as const)('%s: what it should have said', async (head, values) => {
    const { headOf, vocabulary } = await headsOfBatch([0, 3]);
    const { targets, from, to } = headOf(head);
    expect(Array.from(targets, (symbol) => vocabulary[head][symbol])).toEqual(values);
    // Any of them may be drawn.
    expect({ from, to }).toEqual({ from: undefined, to: undefined });
  });

  it('pitch: the notes of a chord from low to high, and then its end', async () => {
    const { headOf } = await headsOfBatch([0]);
    const { targets, from, to } = headOf('pitch');
    // Three pitches: the fourth symbol is the end, which does not come first.
    expect([...targets]).toEqual([0, 1, 2, 3, 0, 3]);
    expect(from).toEqual(Int32Array.of(0, 1, 2, 3, 0, 1));
    expect(to).toEqual(Int32Array.of(3, 4, 4, 4, 3, 4));
  });

  it('is about the event and the head that it says', async () => {
    const { batch } = await batchOf([0, 3]);
    const heads = batch.heads.map(({ head }) => head);
    // Every event here has the same microtiming: that field has no head.
    expect(heads).toEqual([
      'pitch',
      'interOnset',
      'duration',
      'velocity',
      'noteVelocity',
      'noteDuration',
    ]);
    const asked = batch.heads.map(({ sums }) =>
      read(sums, (row) => `${SUMS[row % SUMS.length]} of ${Math.floor(row / SUMS.length)}`),
    );
    expect(asked[0]).toEqual([0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3].map((e) => `pitch of ${e}`));
    expect(asked[3]).toEqual([0, 1, 2, 3].map((e) => `touch of ${e}`));
    expect(asked[4]).toEqual([0, 0, 0, 2, 2].map((e) => `touch of ${e}`));
  });
});

describe('chance', () => {
  it.each([
    [0.33, ['60', '64', '67', '60', '67']],
    [0.34, []],
  ])('asks for single notes of chords where it is below a third: at %d', async (drawn, notes) => {
    const forgetting = { ...REMEMBER_ALL, random: () => drawn };
    const { headOf, contextOf } = await headsOfBatch([0, 3], { forgetting });
    for (const head of ['noteVelocity', 'noteDuration']) {
      expect(contextOf(head).map((context) => context.split(' ').at(-2))).toEqual(notes);
      expect(headOf(head).targets).toHaveLength(notes.length);
    }
  });

  it('leaves a head alone with what is drawn of the event, where something is', async () => {
    const forgetting = { ...REMEMBER_ALL, alone: 0.3 };
    const { headOf } = await headsOfBatch([0], { forgetting });
    const eventsOf = (head: string) =>
      read(headOf(head).sums, (row) => `${Math.floor(row / SUMS.length)}`);
    expect(eventsOf('pitch')).toEqual(['0', '', '', '', '1', '']);
    expect(eventsOf('interOnset')).toEqual(['', '']);
    expect(eventsOf('noteVelocity')).toEqual(['', '', '']);
  });
});

describe('what of the past an event remembers', () => {
  /** `60@1`: a note of the event before. */
  const historyOf = async (windows: readonly number[], options = {}) => {
    const { vocabulary, batch } = await batchOf(windows, options);
    const word = wordOf(vocabulary);
    const backs = batch.history.map((lists, back) => read(lists, (row) => `${word(row)}@${back}`));
    expect(backs).toHaveLength(1 + LOOK_BACK);
    return (backs[0] as string[]).map((_, event) =>
      backs.flatMap((lists) => lists[event] || []).join(' '),
    );
  };
  const FIRST = '|0@1 60@1 64@1 67@1 +6@1';

  it('is where it stands, and notes, interval and position of those before', async () => {
    expect(await historyOf([0])).toEqual(['|0@0', `|6@0 ${FIRST}`]);
    expect(await historyOf([1])).toEqual([
      `|6@0 ${FIRST}`,
      '|14@0 |6@1 60@1 +8@1 |0@2 60@2 64@2 67@2 +6@2',
    ]);
  });

  it('goes four events back', async () => {
    const [fifth] = await historyOf([5]);
    expect(fifth).toBe('|34@0 |28@1 67@1 +6@1 |20@2 60@2 67@2 +8@2 |14@3 64@3 +6@3 |6@4 60@4 +8@4');
  });

  it('is never of another recording', async () => {
    const [first] = await historyOf([7], { takes: [TAKE, TAKE] });
    expect(first).toBe('|0@0');
  });

  it('is cut at the window for a share of windows', async () => {
    const draws = [0.2, 0.9, 0.9, 0.4, 0.9, 0.9, 0.9];
    const forgetting = {
      random: () => draws.shift() ?? 0.9,
      dropped: 0,
      cut: 0.3,
      unplanned: 0,
      alone: 0,
    };
    const [cut, behindCut, whole] = await historyOf([1, 1], { forgetting });
    expect(cut).toBe('|6@0');
    expect(behindCut).toBe('|14@0 |6@1 60@1 +8@1');
    expect(whole).toBe(`|6@0 ${FIRST}`);
  });

  it('lacks single events that are dropped, for all that come after them', async () => {
    // The first draw is for the cut; then one an event, from the first that is remembered.
    const draws = [0.9, 0.9, 0.1];
    const forgetting = {
      random: () => draws.shift() ?? 0.9,
      dropped: 0.3,
      cut: 0,
      unplanned: 0,
      alone: 0,
    };
    expect(await historyOf([1], { size: 3, forgetting })).toEqual([
      `|6@0 ${FIRST}`,
      '|14@0 |0@2 60@2 64@2 67@2 +6@2',
      '|20@0 |14@1 64@1 +6@1 |0@3 60@3 64@3 67@3 +6@3',
    ]);
  });

  it('of an event that is not planned is the last one, the last two, or all that an event looks back on', async () => {
    // For each event whether it is planned and, where it is not, how far it looks back; then whether a window is cut.
    const draws = [0.9, 0.1, 0, 0.1, 0.5, 0.1, 0.9];
    const forgetting = {
      random: () => draws.shift() ?? 0.9,
      dropped: 0,
      cut: 0,
      unplanned: 0.3,
      alone: 0,
    };
    const options = { size: 4, forgetting };
    const second = '|14@0 |6@1 60@1 +8@1';
    expect(await historyOf([1], options)).toEqual([
      `|6@0 ${FIRST}`,
      second,
      '|20@0 |14@1 64@1 +6@1 |6@2 60@2 +8@2',
      '|28@0 |20@1 60@1 67@1 +8@1 |14@2 64@2 +6@2 |6@3 60@3 +8@3 |0@4 60@4 64@4 67@4 +6@4',
    ]);
  });
});

it('says of which events the latent plans nothing', async () => {
  const draws = [0.9, 0.1, 0, 0.9, 0.1, 0.9];
  const forgetting = { ...REMEMBER_ALL, random: () => draws.shift() ?? 0.9, unplanned: 0.3 };
  const { batch } = await batchOf([0, 1], { forgetting });
  expect([...batch.unplanned]).toEqual([0, 1, 0, 1]);
  expect([...(await batchOf([0, 1])).batch.unplanned]).toEqual([0, 0, 0, 0]);
});

describe('the range of a chord’s notes', () => {
  it.each([
    [undefined, 3, [0, 3]],
    [0, 3, [1, 4]],
    [2, 3, [3, 4]],
    [undefined, 1, [0, 1]],
  ] as const)('behind %s of %d pitches is %j', (last, pitches, range) => {
    expect(pitchRange(last, pitches)).toEqual(range);
  });

  it.each([
    [0, 2, 0],
    [1, 2, 2],
    [0, 4, 0],
    [1, 4, 1],
    [2, 4, 1],
    [3, 4, 2],
  ])('note %d of %d has rank %d', (note, notes, rank) => {
    expect(rankOf(note, notes)).toBe(rank);
  });
});

it('a field of a single symbol has no head, the notes always have one', () => {
  const one = { pitch: 1, interOnset: 1, metricalPosition: 1, duration: 1, velocity: 1 };
  const symbols = { ...one, microtiming: 1, noteVelocity: 1, noteDuration: 1 };
  expect(headsOf(symbols)).toEqual(['pitch']);
  expect(headsOf({ ...symbols, velocity: 2, noteDuration: 3 })).toEqual([
    'pitch',
    'velocity',
    'noteDuration',
  ]);
});
