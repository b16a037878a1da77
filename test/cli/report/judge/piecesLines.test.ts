import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../../src/cli/report/columns.js';
import {
  pieceLegendLines,
  piecesLines,
  piecesRecord,
  piecesStatus,
} from '../../../../src/cli/report/judge/piecesLines.js';
import { type JudgedPieces, PIECE_FIGURES, type PieceFigures } from '../../../../src/index.js';

const figures = Object.fromEntries(
  PIECE_FIGURES.map((figure, i) => [figure, i / 10]),
) as PieceFigures;
const object = {
  object: '冷蔵庫',
  parts: 12,
  pitchClassOverlap: 0.72,
  pitchClassPooled: 0.8,
  named: 0.5,
  namedAsItStands: 0.25,
  onsetOverlap: 0.81,
  onsetPooled: 0.9,
  kept: null,
  keptLeast: null,
  silentParts: 2,
};
const pieces = [{ seed: 1 }, { seed: 2 }] as unknown as JudgedPieces['photos'][0]['pieces'];
const judged: JudgedPieces = {
  bars: 64,
  overall: {
    figures: { ...figures, silentParts: 3, returns: null },
    chance: { clash: 0.456, sameTriad: null },
    recordings: { returns: 0.345 },
  },
  photos: [{ photo: 'kitchen.jpg', figures, chance: {}, pieces }],
  objects: [object],
  failed: [],
  broken: [],
};

describe('the lines of a judgement of pieces', () => {
  const lines = piecesLines(judged);

  it('are a line a figure, beside chance and recordings where these have one', () => {
    expect(lines.slice(0, 5)).toEqual([
      '2 pieces of 1 photo, 64 bars each',
      '',
      '                       pieces  chance  recordings',
      'semitone clash           0.00    0.46       –',
      'semitone clash, pairs    0.10       –       –',
    ]);
    expect(lines).toContain('silent parts                3       –       –');
    expect(lines).toContain('returns                     –       –    0.34');
    expect(lines.slice(3, 3 + PIECE_FIGURES.length).every((line) => line !== '')).toBe(true);
  });

  it('are then a line an object', () => {
    expect(lines.slice(-2)).toEqual([
      '        parts kept least silent onset pitch named as it stands',
      '冷蔵庫     12    –     –      2  0.81  0.72  0.50         0.25',
    ]);
  });

  it('are none where no piece was judged', () => {
    expect(piecesLines({ ...judged, overall: null })).toEqual([]);
  });

  it('explain every figure, within the width of the terminal', () => {
    const legend = pieceLegendLines(80);
    expect(legend.length).toBeGreaterThan(PIECE_FIGURES.length);
    expect(legend.every((line) => displayWidth(line) <= 80)).toBe(true);
    const names = lines.slice(3, 3 + PIECE_FIGURES.length).map((line) => line.split(/ {2,}/)[0]);
    for (const name of names) {
      expect(legend.filter((line) => line.startsWith(`${name} `))).not.toEqual([]);
    }
  });
});

describe('the record of a judgement of pieces', () => {
  it('is all figures, by photo and by object, without what could not be judged', () => {
    expect(piecesRecord(judged)).toEqual({
      bars: 64,
      ...judged.overall,
      photos: judged.photos,
      objects: judged.objects,
    });
  });
});

describe('the status', () => {
  it.each([
    ['composing', 'kitchen.jpg: piece 3 of 8'],
    ['reading', 'recordings of kitchen.jpg, 3 of 8'],
  ] as const)('says what is going on while %s', (round, status) => {
    expect(piecesStatus({ round, name: 'kitchen.jpg', done: 2, total: 8 })).toBe(status);
  });
});
