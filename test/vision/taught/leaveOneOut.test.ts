import { describe, expect, it } from 'vitest';
import { drawNormals, seededRandom } from '../../../src/math/random.js';
import type { Bank } from '../../../src/vision/taught/bank.js';
import { leaveOneOut } from '../../../src/vision/taught/leaveOneOut.js';
import { EMBEDDING_LENGTH, type TaughtExample } from '../../../src/vision/taught/taughtThing.js';

const random = seededRandom('left out');

/** Vectors of unit length around a direction, or around none. */
function vectors(count: number, direction?: number): Float32Array[] {
  return Array.from({ length: count }, () => {
    const values = drawNormals(EMBEDDING_LENGTH, random);
    if (direction !== undefined) values[direction] = (values[direction] as number) + 25;
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value) => value / length);
  });
}

const bank: Bank = {
  photos: Array.from({ length: 12 }, () => ({
    embeddings: vectors(10),
    largestLogits: new Float32Array(10),
  })),
};
const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
  string,
];
const box = { x: 3, y: 4, width: 50, height: 60 };
const example = (
  photoSha256: string,
  { direction, background = vectors(6) }: { direction: number; background?: Float32Array[] },
): TaughtExample => ({
  photoSha256,
  box,
  positive: vectors(6, direction),
  offsets: Array.from({ length: 6 }, () => [0, 0, 0, 0] as const),
  near: vectors(4),
  background,
});

describe('leaveOneOut', () => {
  it('finds a thing that looks the same in each photo, and takes nothing else for it', () => {
    const examples = [A, B, C].map((photo) => example(photo, { direction: 17 }));
    const negatives = [{ photoSha256: D, background: vectors(8) }];
    expect(leaveOneOut(examples, negatives, bank)).toEqual([
      ...[A, B, C].map((photoSha256) => ({ photoSha256, boxes: 1, found: 1, mistaken: 0 })),
      { photoSha256: D, boxes: 0, found: 0, mistaken: 0 },
    ]);
  });

  it('does not find one that looks another way in each photo', () => {
    const examples = [A, B, C].map((photo, i) => example(photo, { direction: 17 + 50 * i }));
    expect(leaveOneOut(examples, [], bank).map(({ found }) => found)).toEqual([0, 0, 0]);
  });

  it('counts what looks like the thing and is not, in photos with it and without it', () => {
    const background = [...vectors(3), ...vectors(2, 17)];
    const examples = [
      example(A, { direction: 17, background }),
      example(B, { direction: 17 }),
      example(C, { direction: 17 }),
    ];
    const negatives = [{ photoSha256: D, background: [...vectors(5), ...vectors(1, 17)] }];
    const mistaken = leaveOneOut(examples, negatives, bank).map((each) => each.mistaken);
    expect(mistaken).toEqual([2, 0, 0, 1]);
  });

  it('leaves all boxes of a photo out together', () => {
    const examples = [A, A, B].map((photo) => example(photo, { direction: 17 }));
    const [first] = leaveOneOut(examples, [], bank);
    expect(first).toMatchObject({ photoSha256: A, boxes: 2, found: 2 });
  });
});
