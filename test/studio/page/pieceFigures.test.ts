import { describe, expect, it } from 'vitest';
import { pieceFigures } from '../../../src/studio/page/views/pieceFigures.js';
import type { PieceAnswer } from '../../../src/studio/protocol/answers.js';

const tracks = ['oven', 'oven', 'clock'].map((object) => ({ object }) as PieceAnswer['tracks'][0]);

describe('pieceFigures', () => {
  it.each([
    [{ beats: 4, beatUnit: 4 }, '2 bars of 4/4', '132 bpm'],
    [{ beats: 6, beatUnit: 8 }, '2 bars of 6/8', '88 dotted quarters a minute'],
    [{ beats: 2, beatUnit: 2 }, '2 bars of 2/2', '66 half notes a minute'],
  ])(
    'counts the beats of the metre %o, and names what is no quarter, as the lines of `mirror` do',
    (timeSignature, length, tempo) => {
      const piece = { tracks, bars: 2, timeSignature, key: null, tempoBpm: 132, lengthTicks: 2640 };
      expect(pieceFigures(piece)).toEqual(['2 objects, 3 voices', length, tempo, '0:03']);
    },
  );
});
