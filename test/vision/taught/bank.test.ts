import { describe, expect, it } from 'vitest';
import { drawNormals, seededRandom } from '../../../src/math/random.js';
import { readBank, writeBank } from '../../../src/vision/taught/bank.js';
import { EMBEDDING_LENGTH } from '../../../src/vision/taught/taughtThing.js';

const random = seededRandom('bank');
const embedding = () =>
  Float32Array.from(drawNormals(EMBEDDING_LENGTH, random), (value) => value / 20);
const bank = {
  photos: [
    {
      embeddings: [embedding(), embedding(), embedding()],
      largestLogits: Float32Array.from([3.5, -1.25, 0.7]),
    },
    { embeddings: [new Float32Array(EMBEDDING_LENGTH)], largestLogits: Float32Array.from([-7]) },
  ],
};

describe('a bank as a file', () => {
  it('is read as it was written, each number within a 254th of its vector’s largest', () => {
    const read = readBank(writeBank(bank));
    expect(read.photos.map(({ embeddings }) => embeddings.length)).toEqual([3, 1]);
    for (const [i, { embeddings, largestLogits }] of bank.photos.entries()) {
      const photo = read.photos[i] as (typeof bank.photos)[number];
      expect(photo.largestLogits).toEqual(largestLogits);
      for (const [j, vector] of embeddings.entries()) {
        const largest = Math.max(...vector.map(Math.abs));
        const furthest = vector.reduce(
          (most, value, k) =>
            Math.max(most, Math.abs(value - (photo.embeddings[j]?.[k] as number))),
          0,
        );
        expect(furthest).toBeLessThanOrEqual(largest / 254 + 1e-7);
      }
    }
  });

  const whole = writeBank(bank);
  const changed = (at: number, ...bytes: number[]) => {
    const copy = whole.slice();
    copy.set(bytes, at);
    return copy;
  };
  it.each([
    ['empty', new Uint8Array()],
    ['another file', new TextEncoder().encode('SMBANK2\n')],
    ['cut short', whole.subarray(0, whole.length - 1)],
    ['too long', Uint8Array.from([...whole, 0])],
    ['of 4 thousand million photos', changed(8, 255, 255, 255, 255)],
    ['of no photos', changed(8, 0, 0, 0, 0)],
    ['of a photo with 4 thousand million anchors', changed(12, 255, 255, 255, 255)],
    ['with a scale that is no number', changed(16, 0, 0, 192, 127)],
  ])('is refused in one line where it is %s', (_, bytes) => {
    expect(() => readBank(bytes)).toThrow(
      expect.objectContaining({ code: 'input', message: expect.stringMatching(/^Expected .*\.$/) }),
    );
  });
});
