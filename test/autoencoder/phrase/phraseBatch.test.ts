import { describe, expect, it } from 'vitest';
import type { HeadBatch } from '../../../src/autoencoder/phrase/headBatch.js';
import { headsOf, pitchRange, rankOf, SUMS } from '../../../src/autoencoder/phrase/phraseShapes.js';
import { batchOf, REMEMBER_ALL, read, wordOf } from './batchInWords.js';

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
