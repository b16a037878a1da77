import { describe, expect, it } from 'vitest';
import { drawControl } from '../../../src/evaluation/draws/ngramControl.js';
import { measureCopied } from '../../../src/evaluation/measures/copied.js';
import { MANNERS, melodyOf, pieceOf, playedIn } from '../measures/pieces.js';

const recordings = ['a', 'b', 'c'].map((seed) => playedIn(MANNERS.machine, seed));
const timeSignature = { beats: 3, beatUnit: 4 };
const options = { object: 'kettle', timeSignature, draws: 5, bars: 7, seed: 3 };
const fast = (bpm: number, isFree = false) => {
  const { notes } = playedIn(MANNERS.machine, `${bpm}`).performance;
  return pieceOf(
    notes.map(({ pitch, startTicks }) => [[pitch], startTicks / 40]),
    { tempoBpm: bpm, isFree },
  );
};

describe('the n-gram control', () => {
  it('draws as many pieces as a decoder and as long, the same for the same seed', async () => {
    const { pieces, long, bars } = await drawControl(recordings, options);
    expect(bars).toBe(7);
    expect(pieces).toHaveLength(5);
    expect(new Set(pieces.map(({ performance }) => performance.lengthTicks))).toEqual(
      new Set([7 * 1440]),
    );
    expect(long.map(({ performance }) => performance.lengthTicks)).toEqual(
      new Array(4).fill(64 * 1440),
    );
    const again = (await drawControl(recordings, options)).pieces;
    expect(again.map(({ events }) => events)).toEqual(pieces.map(({ events }) => events));
    const other = (await drawControl(recordings, { ...options, seed: 4 })).pieces;
    expect(other[0]?.events).not.toEqual(pieces[0]?.events);
  });

  it('leaves the first draws as they are when more are drawn', async () => {
    const [first] = (await drawControl(recordings, options)).pieces;
    const [same] = (await drawControl(recordings, { ...options, draws: 9 })).pieces;
    expect(same?.events).toEqual(first?.events);
  });

  it('keeps every note within its length', async () => {
    const { pieces, long } = await drawControl(recordings, options);
    for (const { performance } of [...pieces, ...long]) {
      const { notes, lengthTicks } = performance;
      expect(notes.length).toBeGreaterThan(20);
      for (const { startTicks, durationTicks } of notes) {
        expect(durationTicks).toBeGreaterThanOrEqual(1);
        expect(startTicks + durationTicks).toBeLessThanOrEqual(lengthTicks);
      }
    }
  });

  it.each([
    [undefined, 8],
    [0.5, 8],
    [0.75, 3],
    [1, 2],
  ])(
    'at a variation of %j copies events as the decoders may, up to %d',
    async (variation, limit) => {
      // Each note has one way to go on.
      const melody = [melodyOf([60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79])];
      const { pieces, long } = await drawControl(melody, { ...options, variation });
      expect(measureCopied([...pieces, ...long], melody).draws.longest).toBe(limit);
    },
  );

  it.each([
    ['those of the recordings, in turn', [fast(71), fast(143)], [71, 143, 71, 143, 71], false],
    ['not those of free recordings', [fast(120, true), fast(71)], [71, 71, 71, 71, 71], false],
    ['120 where all are free', [fast(120, true)], [120, 120, 120, 120, 120], true],
  ])('has tempi: %s', async (_, pieces, tempi, isFree) => {
    const drawn = (await drawControl(pieces, options)).pieces.map(({ performance }) => performance);
    expect(drawn.map(({ tempoBpm }) => tempoBpm)).toEqual(tempi);
    expect(drawn.every((performance) => performance.isFree === isFree)).toBe(true);
    expect(drawn[0]?.tempoChanges).toEqual([{ ticks: 0, tempoBpm: tempi[0] }]);
  });

  it('passes over recordings without notes, and is silent where none has any', async () => {
    const [alone] = (await drawControl([pieceOf([])], options)).pieces;
    expect(alone?.events).toEqual([]);
    const [beside] = (await drawControl([pieceOf([]), ...recordings], options)).pieces;
    expect(beside?.events.length).toBeGreaterThan(20);
  });
});
