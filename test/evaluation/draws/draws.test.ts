import { describe, expect, it } from 'vitest';
import { drawPieces } from '../../../src/evaluation/draws/draws.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';
import { pieceOf } from '../measures/pieces.js';

// It counts 3/4, and learned recordings of two tempi.
const learned = {
  object: 'kettle',
  recordings: ['a.mid', 'b.mid'].map((name) => ({ name, sha256: name })),
  tempi: [83, 141],
};
const decoder = tinyDecoder('phrase', learned);
const lasting = (seconds: number) => pieceOf([[[60], 0, 480 * seconds]], { tempoBpm: 60 });
const draw = (options: { draws: number; seed: number }) =>
  drawPieces(decoder, [lasting(5), lasting(99), lasting(6)], options);
const notesOf = async (drawn: ReturnType<typeof draw>) =>
  (await drawn).pieces.map(({ performance }) => performance.notes);

describe('draws', () => {
  it('have as many bars as the median recording, each in the tempo of one of them', async () => {
    const { pieces, long, bars } = await draw({ draws: 3, seed: 5 });
    // Six quarters in bars of three.
    expect(bars).toBe(2);
    expect(pieces.map(({ performance }) => performance.lengthTicks)).toEqual([2880, 2880, 2880]);
    for (const { performance } of [...pieces, ...long]) {
      expect([83, 141]).toContain(performance.tempoBpm);
      expect(performance.tempoChanges).toEqual([{ ticks: 0, tempoBpm: performance.tempoBpm }]);
      expect(performance.timeSignature).toEqual({ beats: 3, beatUnit: 4 });
    }
    expect(new Set(long.map(({ performance }) => performance.lengthTicks))).toEqual(
      new Set([64 * 1440]),
    );
  });

  it('come in the tempi of all recordings', async () => {
    // Kind seed knows no steps, which leaves the choice to the shares.
    const { pieces } = await drawPieces(tinyDecoder('seed', learned), [lasting(5)], {
      draws: 4,
      seed: 5,
    });
    expect(new Set(pieces.map(({ performance }) => performance.tempoBpm))).toEqual(
      new Set([83, 141]),
    );
  });

  it('last a bar at least', async () => {
    const { bars } = await drawPieces(decoder, [lasting(0.25)], { draws: 1, seed: 5 });
    expect(bars).toBe(1);
  });

  it('are the same for the same seed, and more of them begin with the same ones', async () => {
    const three = await notesOf(draw({ draws: 3, seed: 5 }));
    expect((await notesOf(draw({ draws: 5, seed: 5 }))).slice(0, 3)).toEqual(three);
    expect(await notesOf(draw({ draws: 3, seed: 6 }))).not.toEqual(three);
  });
});
