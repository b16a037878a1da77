import { describe, expect, it } from 'vitest';
import { readWeights } from '../../src/tensors/graphWeights.js';

const weights = [
  { name: 'kernel', shape: [2, 3], dtype: 'float32' },
  { name: 'sizes', shape: [2], dtype: 'int32' },
  { name: 'bias', shape: [3], dtype: 'float32' },
  { name: 'scale', shape: [], dtype: 'float32' },
];
const modelJson = JSON.stringify({ modelTopology: {}, weightsManifest: [{ paths: [], weights }] });
const numbers = Float32Array.from([1, 2, 3, 4, 5, 6, 0, 0, 7.5, -8, 9, 0.25]);
const bytes = new Uint8Array(numbers.buffer);

/** The same bytes as shards of these lengths. */
function cut(...lengths: number[]): Uint8Array[] {
  let start = 0;
  return lengths.map((length) => {
    start += length;
    return bytes.subarray(start - length, start);
  });
}

describe('readWeights', () => {
  it.each([
    ['one shard', cut(48)],
    ['a shard that ends within a weight', cut(36, 12)],
    ['shards that end within a number', cut(7, 3, 30, 8)],
    ['shards smaller than a weight', cut(8, 8, 4, 8, 12, 8)],
    [
      'shards that do not begin at a multiple of four',
      [Uint8Array.from([0, ...bytes]).subarray(1)],
    ],
  ])('finds weights by their names in %s', (_, shards) => {
    const weightNamed = readWeights({ modelJson, shards });
    expect(weightNamed('bias')).toEqual({ shape: [3], values: Float32Array.of(7.5, -8, 9) });
    expect(weightNamed('kernel').values).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
    expect(weightNamed('scale')).toEqual({ shape: [], values: Float32Array.of(0.25) });
  });

  it('copies nothing that lies in one shard', () => {
    expect(readWeights({ modelJson, shards: cut(48) })('bias').values.buffer).toBe(numbers.buffer);
  });

  it.each(['nothing', 'sizes', '__proto__'])('has no weight %s of floats', (name) => {
    expect(() => readWeights({ modelJson, shards: cut(48) })(name)).toThrow(RangeError);
  });

  it.each([
    ['too few bytes', cut(44)],
    ['too many', [...cut(48), bytes.subarray(0, 4)]],
    ['none', []],
  ])('refuses shards of %s', (_, shards) => {
    expect(() => readWeights({ modelJson, shards })).toThrow(RangeError);
  });
});
