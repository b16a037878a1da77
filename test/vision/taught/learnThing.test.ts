import { describe, expect, it } from 'vitest';
import { dot } from '../../../src/math/dot.js';
import { drawNormals, seededRandom } from '../../../src/math/random.js';
import type { Bank } from '../../../src/vision/taught/bank.js';
import { findThing } from '../../../src/vision/taught/findTaught.js';
import { learnThing } from '../../../src/vision/taught/learnThing.js';
import { anchorScore, confidenceOf } from '../../../src/vision/taught/score.js';
import { EMBEDDING_LENGTH, type TaughtExample } from '../../../src/vision/taught/taughtThing.js';

const random = seededRandom('anchors');

/** A vector of unit length around a direction. */
function anchor(direction: number | undefined): Float32Array {
  const values = drawNormals(EMBEDDING_LENGTH, random);
  if (direction !== undefined) values[direction] = (values[direction] as number) + 25;
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

const anchors = (count: number, direction?: number) =>
  Array.from({ length: count }, () => anchor(direction));
const bank: Bank = {
  photos: Array.from({ length: 30 }, () => ({
    embeddings: anchors(12),
    largestLogits: Float32Array.from(drawNormals(12, random)),
  })),
};
const example: TaughtExample = {
  photoSha256: '0'.repeat(64),
  box: { x: 3, y: 4, width: 50, height: 60 },
  positive: anchors(8, 17),
  offsets: Array.from({ length: 8 }, () => [0, 0, 0, 0] as const),
  near: anchors(8, 200),
  background: anchors(8),
};
const scoreOf = (thing: ReturnType<typeof learnThing>, embedding: Float32Array, largestLogit = 0) =>
  anchorScore(thing, { dot: dot(thing.weights, embedding), largestLogit });

describe('learnThing', () => {
  const thing = learnThing('grinder', [example], [], bank);

  it('scores what is like the examples above the threshold, and near misses below', () => {
    expect(thing.name).toBe('grinder');
    for (const like of anchors(20, 17))
      expect(scoreOf(thing, like)).toBeGreaterThan(thing.threshold);
    for (const miss of anchors(20, 200)) expect(scoreOf(thing, miss)).toBeLessThan(thing.threshold);
  });

  it('standardises scores by the bank', () => {
    const scores = bank.photos.map(({ embeddings }) =>
      embeddings.map((embedding) => scoreOf(thing, embedding)),
    );
    const all = scores.flat();
    const mean = all.reduce((sum, score) => sum + score, 0) / all.length;
    const variance = all.reduce((sum, score) => sum + (score - mean) ** 2, 0) / all.length;
    expect(mean).toBeCloseTo(0, 4);
    expect(variance).toBeCloseTo(1, 4);
  });

  it('calls a score at the threshold a confidence of 0.4', () => {
    expect(confidenceOf(thing, thing.threshold)).toBeCloseTo(0.4, 9);
    expect(confidenceOf(thing, thing.threshold + 1)).toBeGreaterThan(0.4);
  });

  it('takes for it less what it is told that it is not', () => {
    const lookAlike = anchors(8, 40).map((vector, i) => {
      const mixed = vector.map((value, j) => value + (example.positive[i]?.[j] as number));
      return mixed.map((value) => value / Math.hypot(...mixed));
    });
    const [alike] = lookAlike as [Float32Array];
    const told = learnThing(
      'grinder',
      [example],
      [{ photoSha256: '1'.repeat(64), background: lookAlike.slice(1) }],
      bank,
    );
    expect(scoreOf(told, alike) - told.threshold).toBeLessThan(
      scoreOf(thing, alike) - thing.threshold,
    );
  });

  it('is the same for the same examples', () => {
    expect(learnThing('grinder', [example], [], bank)).toEqual(thing);
  });

  it('wants an example', () => {
    expect(() => learnThing('grinder', [], [], bank)).toThrow(
      /^Expected at least one example of grinder/,
    );
  });
});

describe('findThing', () => {
  const thing = learnThing('grinder', [example], [], bank);
  const at = (x: number, y: number, width: number, height: number, direction?: number) => ({
    box: { x, y, width, height },
    // A part of a thing is less of a thing.
    largestLogit: width < 50 ? -10 : 0,
    embedding: anchor(direction),
  });

  it('makes one box of the anchors of a place, and tells two instances apart', () => {
    const found = findThing(
      [
        at(100, 100, 50, 60, 17),
        at(104, 98, 50, 60, 17),
        at(110, 110, 20, 20, 17),
        at(300, 100, 50, 60, 17),
        at(300, 300, 50, 60),
      ],
      thing,
      { x: 0, y: 0, width: 640, height: 480 },
    ).filter(({ confidence }) => confidence > 0.4);
    expect(found.map(({ box }) => Math.round(box.x / 10) * 10).sort()).toEqual([100, 300]);
    expect(found.find(({ box }) => box.x < 200)?.box.x).toBeGreaterThan(99.9);
  });
});
