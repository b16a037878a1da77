import { describe, expect, it } from 'vitest';
import { drawPieces } from '../../src/likeness/draws.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';
import { pieceOf } from './pieces.js';

// It counts 3/4 at 83 quarters a minute: a bar lasts 2.169 s.
const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] });
const lasting = (seconds: number) => pieceOf([[[60], 0, 480 * seconds]], { tempoBpm: 60 });
const draw = (options: { draws: number; seed: number }) =>
  drawPieces(decoder, [lasting(5), lasting(99), lasting(6)], options);
const notesOf = ({ pieces }: ReturnType<typeof draw>) =>
  pieces.map(({ performance }) => performance.notes);

describe('draws', () => {
  it('are as long as the median recording, in bars of the decoder', () => {
    const { pieces, long, bars } = draw({ draws: 3, seed: 5 });
    expect(bars).toBe(3);
    expect(pieces.map(({ performance }) => performance.lengthTicks)).toEqual([4320, 4320, 4320]);
    for (const { performance } of [...pieces, ...long]) {
      expect(performance).toMatchObject({ tempoBpm: 83, timeSignature: { beats: 3, beatUnit: 4 } });
    }
    expect(new Set(long.map(({ performance }) => performance.lengthTicks))).toEqual(
      new Set([64 * 1440]),
    );
  });

  it('last a bar at least', () => {
    expect(drawPieces(decoder, [lasting(0.25)], { draws: 1, seed: 5 }).bars).toBe(1);
  });

  it('are the same for the same seed, and more of them begin with the same ones', () => {
    expect(notesOf(draw({ draws: 5, seed: 5 })).slice(0, 3)).toEqual(
      notesOf(draw({ draws: 3, seed: 5 })),
    );
    expect(notesOf(draw({ draws: 3, seed: 6 }))).not.toEqual(notesOf(draw({ draws: 3, seed: 5 })));
  });
});
