import { describe, expect, it } from 'vitest';
import { splitHands } from '../../../src/evaluation/pieces/hands.js';
import { notesOf, type Written } from './tracks.js';

const struck = (...pitches: number[]) =>
  notesOf(pitches.map((pitch, i): Written => [pitch, i * 100, 90]));
const split = (...pitches: number[]) =>
  splitHands(struck(...pitches))?.map((hand) => hand.map(({ pitch }) => pitch));

describe('the hands of a recording', () => {
  it.each<[string, number[], number[][] | undefined]>([
    [
      'two octaves apart',
      [40, 72, 43, 76, 74],
      [
        [40, 43],
        [72, 76, 74],
      ],
    ],
    [
      'in their order, each with its own',
      [72, 40, 71, 69, 36, 67],
      [
        [40, 36],
        [72, 71, 69, 67],
      ],
    ],
    ['a melody in one octave', [60, 62, 64, 65, 67, 69, 71, 72], undefined],
    ['a melody with one low note', [36, 72, 74, 76, 77, 79], undefined],
    ['one pitch', [60, 60, 60], undefined],
    ['silence', [], undefined],
  ])('are told: %s', (_, pitches, hands) => {
    expect(split(...pitches)).toEqual(hands);
  });
});
