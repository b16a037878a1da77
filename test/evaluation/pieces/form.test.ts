import { describe, expect, it } from 'vitest';
import { densityArc } from '../../../src/evaluation/pieces/densityArc.js';
import { measureEnding } from '../../../src/evaluation/pieces/ending.js';
import { measureRegister } from '../../../src/evaluation/pieces/register.js';
import { notesOf, type Written } from './tracks.js';

describe('the arc of density', () => {
  /** So many onsets in each bar, each of two notes. */
  const barsOf = (counts: readonly number[]): Written[] =>
    counts.flatMap((count, bar) =>
      Array.from({ length: count }, (_, i): Written[] => [
        [60, bar * 1440 + i * 100, 50],
        [67, bar * 1440 + i * 100, 50],
      ]).flat(),
    );
  const arc = (counts: readonly number[], others: readonly number[] = []) =>
    densityArc([notesOf(barsOf(counts)), notesOf(barsOf(others))], {
      barTicks: 1440,
      bars: counts.length,
    });

  it.each<[string, number[], number[], number | null]>([
    ['the same throughout', [2, 2, 2, 2, 2], [], 1],
    ['growing', [1, 1, 1, 1, 3, 3, 3, 3], [], 3],
    ['windows begin at any bar line', [3, 1, 1, 1, 1, 3], [], 1.5],
    ['each track strikes by itself', [1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0, 0, 0], 2],
    ['an empty window counts as one onset', [2, 2, 2, 2, 0, 0, 0, 0], [], 8],
    ['silence', [0, 0, 0, 0, 0], [], 1],
    ['a piece of one window', [5, 1, 1, 1], [], null],
  ])('is measured: %s', (_, counts, others, ratio) => {
    expect(arc(counts, others)).toBe(ratio);
  });
});

describe('the ending', () => {
  const cMajor = { relativeMajor: 0, mode: 'major', clarity: 0.9 } as const;
  const aMinor = { relativeMajor: 0, mode: 'minor', clarity: 0.9 } as const;
  const opening: Written[] = [[62, 0, 1000]];

  it.each<[string, Written[], typeof cMajor | typeof aMinor, boolean, boolean]>([
    [
      'a chord of C in C major',
      [
        [36, 1500, 900],
        [64, 1500, 900],
        [67, 2000, 400],
      ],
      cMajor,
      true,
      true,
    ],
    [
      'the same in A minor',
      [
        [36, 1500, 900],
        [64, 1500, 900],
        [67, 2000, 400],
      ],
      aMinor,
      false,
      false,
    ],
    [
      'a chord of A in A minor',
      [
        [45, 1500, 900],
        [60, 1500, 900],
        [64, 1500, 900],
      ],
      aMinor,
      true,
      true,
    ],
    [
      'an inversion',
      [
        [40, 1500, 900],
        [60, 1500, 900],
      ],
      cMajor,
      false,
      true,
    ],
    [
      'a sixth added',
      [
        [36, 1500, 900],
        [69, 1500, 900],
      ],
      cMajor,
      true,
      false,
    ],
    [
      'a low note that ended before',
      [
        [31, 1500, 200],
        [36, 1700, 700],
      ],
      cMajor,
      true,
      true,
    ],
    [
      'a low note let go a little before',
      [
        [31, 1500, 800],
        [36, 1700, 700],
      ],
      cMajor,
      false,
      true,
    ],
    ['a note held into the last bar', [[48, 1000, 1400]], cMajor, true, true],
  ])('is told: %s', (_, notes, key, bassTonic, tonicChord) => {
    const ending = measureEnding(notesOf([...opening, ...notes]), { key, lastBarTicks: 1440 });
    expect(ending).toEqual({ bassTonic, tonicChord });
  });

  it('is none where the last bar is silent', () => {
    const options = { key: cMajor, lastBarTicks: 1440 };
    expect(measureEnding(notesOf([[36, 0, 1440]]), options)).toBeNull();
    expect(measureEnding([], options)).toBeNull();
  });
});

describe('the register', () => {
  it('is how long the bass sounds, and how many notes lie from C4 to C5', () => {
    const notes = notesOf([
      [47, 0, 100],
      [35, 50, 100],
      [48, 0, 200],
      [60, 300, 100],
      [72, 300, 100],
      [73, 300, 200],
      [59, 300, 50],
    ]);
    expect(measureRegister(notes)).toEqual({ bassTime: 150 / 400, middleNotes: 2 / 7 });
  });

  it('is none of silence', () => {
    expect(measureRegister([])).toBeNull();
  });
});
