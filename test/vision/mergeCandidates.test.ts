import { describe, expect, it } from 'vitest';
import { seededRandom, shuffled } from '../../src/math/random.js';
import { mergeCandidates } from '../../src/vision/mergeCandidates.js';
import type { View } from '../../src/vision/tiles.js';
import { candidate, type Seen, seen, seenOf } from './cropOutput.js';

const VIEWS = {
  whole: { box: { x: 0, y: 0, width: 1000, height: 800 } },
  left: { box: { x: 0, y: 0, width: 600, height: 500 } },
  right: { box: { x: 400, y: 0, width: 600, height: 500 } },
} as const satisfies Record<string, View>;

function merged(sightings: readonly (readonly [keyof typeof VIEWS, Seen])[]): Seen[] {
  return mergeCandidates(sightings.map(([view, thing]) => candidate(VIEWS[view], thing))).map(
    seenOf,
  );
}

describe('mergeCandidates', () => {
  it('reports a thing seen from three views once, as it was seen best', () => {
    const best = seen('knife', 0.85, 432, 254, 304, 119);
    expect(
      merged([
        ['whole', seen('knife', 0.55, 440, 256, 285, 117)],
        ['left', seen('knife', 0.7, 430, 250, 310, 124)],
        ['right', best],
      ]),
    ).toEqual([best]);
  });

  it('keeps two cups that overlap two, however many views see them', () => {
    const front = seen('cup', 0.9, 100, 100, 100, 100);
    const behind = seen('cup', 0.6, 145, 95, 100, 100);
    expect(
      merged([
        ['whole', seen('cup', 0.5, 103, 101, 98, 99)],
        ['whole', seen('cup', 0.45, 143, 96, 103, 97)],
        ['left', front],
        ['left', behind],
      ]),
    ).toEqual([front, behind]);
  });

  it.each([
    ['just half of what they cover', 150, 2],
    ['a hair more than half of it', 151, 1],
  ])('makes one thing of boxes from two views that share %s', (_, width, count) => {
    const boxes = merged([
      ['whole', seen('cup', 0.8, 100, 100, width, 100)],
      ['left', seen('cup', 0.7, 150, 100, width, 100)],
    ]);
    expect(boxes).toHaveLength(count);
  });

  it('keeps two cups two where another view makes one box of both', () => {
    const both = seen('cup', 0.8, 100, 100, 140, 100);
    const one = seen('cup', 0.7, 100, 100, 90, 100);
    const other = seen('cup', 0.6, 150, 100, 90, 100);
    expect(
      merged([
        ['left', both],
        ['whole', one],
        ['whole', other],
      ]),
    ).toHaveLength(2);
  });

  it('makes the back of a chair a part of the chair, which it lends its confidence', () => {
    expect(
      merged([
        ['whole', seen('chair', 0.5, 200, 200, 150, 300)],
        ['left', seen('chair', 0.7, 205, 190, 140, 120)],
      ]),
    ).toEqual([seen('chair', 0.7, 200, 200, 150, 300)]);
  });

  it.each([
    ['0.6 of which lies inside it beside it', 0.6, 2],
    ['0.66 of which lies inside it beside it', 0.66, 2],
    ['0.74 of which lies inside it a part of it', 0.74, 1],
  ])('leaves a box %s', (_, share, count) => {
    const whole = seen('chair', 0.7, 200, 200, 200, 300);
    const part = seen('chair', 0.6, 200 - 100 * (1 - share), 210, 100, 100);
    const boxes = merged([
      ['whole', whole],
      ['left', part],
    ]);
    expect(boxes).toHaveLength(count);
    expect(boxes).toContainEqual(whole);
  });

  it.each([
    ['0.4 as sure of it says nothing', 0.28, 1],
    ['half as sure of it saw two', 0.35, 2],
    ['0.6 as sure of it saw two', 0.42, 2],
  ])(
    'asks whether the view of a whole saw its part as well: one that is %s',
    (_, confidence, count) => {
      const back = seen('chair', 0.7, 205, 190, 140, 120);
      const boxes = merged([
        ['left', back],
        ['whole', seen('chair', confidence, 205, 190, 140, 120)],
        ['whole', seen('chair', 0.5, 200, 190, 150, 300)],
      ]);
      expect(boxes).toHaveLength(count);
    },
  );

  it('puts the upper of two first that are as sure and as far to the left, whichever came first', () => {
    const upper = seen('cup', 0.7, 100, 100, 50, 50);
    const lower = seen('cup', 0.7, 100, 300, 50, 50);
    for (const [one, other] of [
      [upper, lower],
      [lower, upper],
    ] as const) {
      expect(
        merged([
          ['whole', one],
          ['whole', other],
        ]),
      ).toEqual([upper, lower]);
    }
  });

  it('puts the larger of two first that begin at one place and are as sure, whichever came first', () => {
    const larger = seen('cup', 0.7, 100, 100, 300, 300);
    const smaller = seen('cup', 0.7, 100, 100, 50, 50);
    for (const [one, other] of [
      [larger, smaller],
      [smaller, larger],
    ] as const) {
      expect(
        merged([
          ['whole', one],
          ['whole', other],
        ]),
      ).toEqual([larger, smaller]);
    }
  });

  it('drops a faint box around one clear thing', () => {
    const chair = seen('chair', 0.9, 205, 190, 140, 220);
    expect(
      merged([
        ['left', chair],
        ['whole', seen('chair', 0.5, 150, 150, 400, 400)],
      ]),
    ).toEqual([chair]);
  });

  it.each([
    ['the row, where it is surer than the books', 0.9, 1],
    ['the books one by one, where several are surer than the row', 0.55, 4],
  ])('makes of a shelf of books %s', (_, confidence, count) => {
    const row = seen('book', confidence, 100, 100, 300, 60);
    const books = [0.8, 0.7, 0.6, 0.5].map((each, i) =>
      seen('book', each, 110 + 70 * i, 100, 22, 58),
    );
    const told = merged([['whole', row], ...books.map((book) => ['left', book] as const)]);
    expect(told).toEqual(count === 1 ? [row] : books);
  });

  it('keeps a small plant before a large one where one view sees both', () => {
    const large = seen('potted plant', 0.6, 100, 100, 300, 300);
    const small = seen('potted plant', 0.9, 150, 250, 60, 90);
    expect(
      merged([
        ['whole', large],
        ['whole', seen('potted plant', 0.5, 152, 248, 58, 93)],
        ['left', small],
      ]),
    ).toEqual([small, large]);
  });

  it('keeps things of two labels apart, one upon the other or one in the other', () => {
    const table = seen('dining table', 0.9, 0, 400, 900, 400);
    const cup = seen('cup', 0.5, 300, 450, 40, 50);
    const bowl = seen('bowl', 0.8, 500, 450, 120, 60);
    const orange = seen('orange', 0.6, 510, 440, 100, 60);
    expect(
      merged([
        ['whole', table],
        ['left', cup],
        ['whole', bowl],
        ['right', orange],
      ]),
    ).toEqual([table, bowl, orange, cup]);
  });

  it('takes a faint box of a view for no proof that the view tells two things apart', () => {
    const chair = seen('chair', 0.6, 200, 200, 150, 300);
    const back = seen('chair', 0.7, 205, 190, 140, 120);
    expect(
      merged([
        ['whole', chair],
        ['left', back],
        ['left', seen('chair', 0.2, 195, 205, 150, 290)],
      ]),
    ).toEqual([{ ...chair, confidence: 0.7 }]);
  });

  it('gives a place to the likelier label, and to the others what that is not sure of', () => {
    const dog = seen('dog', 0.9, 133, 220, 182, 321);
    expect(
      merged([
        ['whole', seen('cat', 0.57, 133, 220, 182, 321)],
        ['whole', dog],
        ['left', seen('horse', 0.45, 140, 225, 175, 316)],
      ]),
    ).toEqual([
      dog,
      seen('cat', 0.057, 133, 220, 182, 321),
      seen('horse', 0.045, 140, 225, 175, 316),
    ]);
  });

  it('keeps a table that a bowl fills, and the bowl', () => {
    const table = seen('dining table', 0.9, 0, 0, 1000, 800);
    const bowl = seen('bowl', 0.8, 10, 20, 970, 770);
    expect(
      merged([
        ['whole', table],
        ['whole', bowl],
      ]),
    ).toEqual([table, bowl]);
  });

  it('does not depend on the order in which things come, ties included', () => {
    const sightings = [
      ['whole', seen('cup', 0.5, 100, 100, 80, 80)],
      ['left', seen('cup', 0.5, 104, 100, 80, 80)],
      ['right', seen('cup', 0.5, 130, 100, 80, 80)],
      ['whole', seen('cup', 0.5, 400, 100, 80, 80)],
      ['whole', seen('bowl', 0.5, 400, 100, 80, 80)],
      ['left', seen('bowl', 0.5, 402, 103, 50, 60)],
      ['right', seen('knife', 0.5, 402, 103, 50, 60)],
    ] as const;
    const expected = merged(sightings);
    const random = seededRandom('orders');
    for (let round = 0; round < 20; round++) {
      expect(merged(shuffled(sightings, random))).toEqual(expected);
    }
  });

  it('makes nothing of nothing', () => {
    expect(mergeCandidates([])).toEqual([]);
  });
});
