import { describe, expect, it } from 'vitest';

const bench = (file: string) =>
  import(new URL(`../../../bench/loudness/${file}`, import.meta.url).href);
const { countInversions } = await bench('inversions.js');
const { loudnessWhileSounding } = await bench('whileSounding.js');

const part = (name: string, areaShare: number, gainDb: number, lufs: number) => ({
  name,
  areaShare,
  gainDb,
  lufs,
});

describe('countInversions', () => {
  it('counts the pairs in which the smaller object is louder, and names the worst', () => {
    const parts = [
      part('bed', 0.4, 0, -31),
      part('chair', 0.2, -3.01, -27.5),
      part('cup', 0.19, -3.23, -30),
    ];
    expect(countInversions([{ name: 'room', parts }])).toMatchObject({
      pairs: 3,
      inverted: 2 / 3,
      // Chair and cup are less than 1 dB apart, and in order.
      invertedAudible: 1,
      beyond3Db: 1,
      worst: { name: 'room: chair over bed', excessDb: 3.5 },
      rangeDb: 3.5,
    });
  });

  it('compares parts of one piece only, and none of one size', () => {
    const quiet = {
      name: 'quiet',
      parts: [part('bed', 0.4, 0, -50), part('cup', 0.1, -6.02, -56)],
    };
    const loud = { name: 'loud', parts: [part('cat', 0.2, 0, -20), part('dog', 0.2, 0, -20)] };
    expect(countInversions([quiet, loud])).toMatchObject({ pairs: 1, inverted: 0 });
  });
});

describe('loudnessWhileSounding', () => {
  it('is the mean energy of the blocks that are louder than −70 LUFS at the level they are played at', () => {
    expect(loudnessWhileSounding([-31, -31, -Infinity, -90])).toBeCloseTo(-31, 10);
    expect(loudnessWhileSounding([-20, -30])).toBeCloseTo(10 * Math.log10(0.0055), 10);
    expect(loudnessWhileSounding([-20, -60], -17)).toBeCloseTo(-37, 10);
    expect(loudnessWhileSounding([-71])).toBe(-Infinity);
  });
});
