import { describe, expect, it } from 'vitest';
import {
  HELD_SLOT,
  HISTORY_SLOTS,
  LOOK_BACK,
} from '../../../src/autoencoder/phrase/phraseShapes.js';
import type { RowLists } from '../../../src/autoencoder/rowLists.js';
import { seededRandom } from '../../../src/math/random.js';
import { takeOf } from '../../events/takes.js';
import { batchOf, REMEMBER_ALL, read, TAKE, wordOf } from './batchInWords.js';

describe('what of the past an event remembers', () => {
  /** `60@1`: a note of the event before. */
  const historyOf = async (windows: readonly number[], options = {}) => {
    const { vocabulary, batch } = await batchOf(windows, options);
    const word = wordOf(vocabulary);
    expect(batch.history).toHaveLength(HISTORY_SLOTS);
    const backs = batch.history
      .slice(0, HELD_SLOT)
      .map((lists, back) => read(lists, (row) => `${word(row)}@${back}`));
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
      replaced: 0,
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
      replaced: 0,
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
      replaced: 0,
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

  describe('instead of an event another one of the same metrical position', () => {
    /** Its events stand where the first three of `TAKE` do. */
    const OTHER = takeOf([
      { pitches: [72], velocity: 110, durationTicks: 500 },
      { pitches: [74], after: 6, velocity: 110, durationTicks: 500 },
      { pitches: [76], after: 8, velocity: 110, durationTicks: 500 },
    ]);
    const takes = [TAKE, OTHER];

    it('is the same one for all that come after it', async () => {
      // For the cut; then for each event whether it is dropped, whether it is replaced and, if so, by which one.
      const draws = [0.9, 0.9, 0.1, 0.5, 0.9, 0.9, 0.9, 0.1, 0.49];
      const random = () => draws.shift() ?? 0.9;
      const forgetting = { ...REMEMBER_ALL, random, replaced: 0.3 };
      expect(await historyOf([1], { size: 3, forgetting, takes })).toEqual([
        '|6@0 |0@1 72@1 +6@1',
        '|14@0 |6@1 60@1 +8@1 |0@2 72@2 +6@2',
        '|20@0 |14@1 64@1 +6@1 |6@2 60@2 +8@2 |0@3 72@3 +6@3',
      ]);
    });

    it('is not asked for where the event is dropped', async () => {
      const draws = [0.9, 0.1, 0.9, 0.1, 0.9];
      const random = () => draws.shift() ?? 0.9;
      const forgetting = { ...REMEMBER_ALL, random, dropped: 0.3, replaced: 0.3 };
      expect(await historyOf([1], { forgetting, takes })).toEqual(['|6@0', '|14@0 |6@1 74@1 +8@1']);
    });

    it('is any of those that stand there, the event itself among them', async () => {
      const forgetting = { ...REMEMBER_ALL, random: seededRandom('others'), replaced: 1 };
      const windows = new Array<number>(60).fill(1);
      const all = await historyOf(windows, { size: 1, forgetting, takes });
      expect(new Set(all)).toEqual(new Set([`|6@0 ${FIRST}`, '|6@0 |0@1 72@1 +6@1']));
    });

    it('is in the place of a share of events', async () => {
      const windows = new Array<number>(1000).fill(1);
      const shareOf = async (replaced: number) => {
        const forgetting = { ...REMEMBER_ALL, random: seededRandom('share'), replaced };
        const all = await historyOf(windows, { size: 1, forgetting, takes });
        return all.filter((history) => history.includes('72')).length / all.length;
      };
      // Half of those that are taken for another one are taken for themselves.
      expect(await shareOf(0.6)).toBeCloseTo(0.3, 1);
      expect(await shareOf(0.2)).toBeCloseTo(0.1, 1);
      expect(await shareOf(0)).toBe(0);
    });

    it('is all that changes', async () => {
      // The first event of each position is of the other take.
      const options = { size: 3, takes: [OTHER, TAKE] };
      const batches = await Promise.all(
        [0, 1].map(async (replaced) => {
          const forgetting = { ...REMEMBER_ALL, replaced };
          const { batch } = await batchOf([4], { ...options, forgetting });
          const { history, ...rest } = batch;
          return { rest, own: history[0], backs: history.slice(1, -1), held: history[HELD_SLOT] };
        }),
      );
      const [recorded, replaced] = batches as [(typeof batches)[0], (typeof batches)[0]];
      expect(replaced.rest).toEqual(recorded.rest);
      expect(replaced.own).toEqual(recorded.own);
      expect(replaced.held).toEqual(recorded.held);
      expect(replaced.backs).not.toEqual(recorded.backs);
    });

    it('takes a draw for each event that is remembered, and none at a share of 0', async () => {
      const drawsAt = async (replaced: number) => {
        let draws = 0;
        const random = () => {
          draws++;
          return 0.9;
        };
        await batchOf([1, 0], { forgetting: { ...REMEMBER_ALL, random, replaced } });
        return draws;
      };
      // Windows of two events, the first one with another before it.
      expect((await drawsAt(0.5)) - (await drawsAt(0))).toBe(3 + 2);
    });
  });
});

describe('the keys that are down', () => {
  const heldOf = async (windows: readonly number[], options = {}) => {
    const { vocabulary, batch } = await batchOf(windows, options);
    return read(batch.history[HELD_SLOT] as RowLists, wordOf(vocabulary));
  };
  /** At the second and the third event: the key that was struck last, and how soon it is let go, come first. */
  const [SECOND, THIRD] = ['67 +8 64 +8 60 +6', '60 +6 67 +8 64 +6'];

  it('are those at the onset of each event, none at the first one', async () => {
    expect(await heldOf([0], { size: 3 })).toEqual(['', SECOND, THIRD]);
    expect(await heldOf([1, 0])).toEqual([SECOND, THIRD, '', SECOND]);
  });

  it('are of the same recording', async () => {
    expect(await heldOf([7], { takes: [TAKE, TAKE] })).toEqual(['', SECOND]);
  });

  it('are not known in a window that is cut', async () => {
    const draws = [0.9, 0.9, 0.9, 0.9, 0.2];
    const forgetting = { ...REMEMBER_ALL, random: () => draws.shift() ?? 0.9, cut: 0.3 };
    expect(await heldOf([1, 1, 0], { forgetting })).toEqual([
      ...[SECOND, THIRD],
      ...['?', '?'],
      ...['', SECOND],
    ]);
  });

  it('are known whatever of the events before is forgotten, replaced or not looked back on', async () => {
    const forgetting = { ...REMEMBER_ALL, random: () => 0.2, unplanned: 1 };
    const dropped = { ...forgetting, dropped: 1 };
    const replaced = { ...forgetting, replaced: 1 };
    for (const each of [forgetting, dropped, replaced]) {
      expect(await heldOf([1], { forgetting: each })).toEqual([SECOND, THIRD]);
    }
  });
});
