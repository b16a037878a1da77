import { describe, expect, it } from 'vitest';
import { similarityWeights } from '../../src/events/similarityWeights.js';
import { seededRandom } from '../../src/math/random.js';

/** A recording of so many events, over thirteen chords. */
function record(seed: string, length = 150): Uint32Array {
  const random = seededRandom(seed);
  return Uint32Array.from({ length }, () => Math.floor(random() * 13));
}

/** The same recording with every nth chord played otherwise. */
function slip(recording: Uint32Array, every: number): Uint32Array {
  return recording.map((chord, i) => (i % every === every - 1 ? chord + 1 : chord));
}

function rounded(recordings: readonly Uint32Array[]): number[] {
  return similarityWeights(recordings).map((share) => Math.round(share * 100) / 100);
}

describe('similarity weights', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((seed) => record(seed)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const ticks = new Uint32Array(300);

  it.each([
    ['one recording', [a], [1]],
    ['recordings that have nothing in common', [a, b, c], [1, 1, 1]],
    ['a take that is there twice', [a, b, a], [0.5, 1, 0.5]],
    ['a take that is there four times', [a, a, b, a, a], [0.25, 0.25, 1, 0.25, 0.25]],
    ['the first half of another', [a, a.slice(0, 75)], [1, 0.5]],
    [
      'a take that stands in one three times as long',
      [Uint32Array.of(...a, ...b, ...b), a],
      [1, 0.5],
    ],
    [
      'an object that always says the same',
      [ticks, ticks.slice(9), ticks.slice(50)],
      [0.33, 0.33, 0.33],
    ],
    ['recordings shorter than a run', [a.slice(0, 5), b.slice(0, 3), a.slice(0, 5)], [0.5, 1, 0.5]],
    ['one event each', [Uint32Array.of(7), Uint32Array.of(7), Uint32Array.of(8)], [0.5, 0.5, 1]],
  ])('of %s', (_, recordings, expected) => {
    expect(rounded(recordings)).toEqual(expected);
  });

  it('is between a half and one for a take that was changed here and there', () => {
    const [own] = similarityWeights([a, slip(a, 70), b]);
    expect(own).toBeGreaterThan(0.5);
    expect(own).toBeLessThan(0.9);
  });
});
