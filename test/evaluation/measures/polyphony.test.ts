import { describe, expect, it } from 'vitest';
import { polyphonyAtOnsets } from '../../../src/evaluation/measures/polyphony.js';
import { pieceOf, type Struck } from './pieces.js';

describe('polyphony at onsets', () => {
  it.each<[string, Struck[], number[]]>([
    [
      'a bare melody, note against note',
      [
        [[60], 0, 240],
        [[62], 6, 240],
        [[64], 12, 99],
      ],
      [1, 1, 1],
    ],
    [
      'a melody over a held bass',
      [
        [[36], 0, 960],
        [[60], 6, 90],
        [[62], 12, 90],
      ],
      [1, 2, 2],
    ],
    [
      'a chord',
      [
        [[48, 55, 64], 0],
        [[50], 24],
      ],
      [3, 1],
    ],
    [
      'a key struck again while it is held',
      [
        [[60], 0, 960],
        [[60], 6, 90],
      ],
      [1, 1],
    ],
    [
      'a key that ends a tick too late',
      [
        [[60], 0, 241],
        [[62], 6, 90],
      ],
      [1, 2],
    ],
    ['nothing', [], []],
  ])('counts %s', (_, chords, expected) => {
    expect(polyphonyAtOnsets(pieceOf(chords))).toEqual(expected);
  });

  it('counts a chord that the hand spreads as one', () => {
    const piece = pieceOf([[[36], 0, 1900]]);
    const { notes } = piece.performance;
    const late = { pitch: 60, startTicks: 967, durationTicks: 99, velocity: 71 };
    const spread = pieceOf([], {
      notes: [...notes, { ...late, pitch: 64, startTicks: 960 }, late],
      lengthTicks: 1900,
    });
    expect(polyphonyAtOnsets(spread)).toEqual([1, 3]);
  });
});
