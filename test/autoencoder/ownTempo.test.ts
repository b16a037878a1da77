import { describe, expect, it } from 'vitest';
import { chooseTempo, keptTempo } from '../../src/autoencoder/ownTempo.js';

const decoderOf = (...tempi: readonly (readonly [tempoBpm: number | null, share: number])[]) => ({
  object: 'kettle',
  recordings: tempi.map(([tempoBpm, share], i) => ({
    name: `${i}.mid`,
    sha256: 'a'.repeat(64),
    share,
    tempoBpm,
  })),
});

/** How often each tempo is chosen by so many seeds in a row. */
function countTempi(decoder: ReturnType<typeof decoderOf>, { from = 0, seeds = 100 } = {}) {
  const counts: Record<string, number> = {};
  for (let seed = from; seed < from + seeds; seed++) {
    const tempo = String(chooseTempo(decoder, seed));
    counts[tempo] = (counts[tempo] ?? 0) + 1;
  }
  return counts;
}

describe('chooseTempo', () => {
  it('takes each recording\u2019s tempo as often as its share, and nothing between them', () => {
    const counts = countTempi(decoderOf([143.7, 0.2], [61, 0.5], [97, 0.3]));
    expect(Object.keys(counts).sort()).toEqual(['143.7', '61', '97']);
    expect(Math.abs((counts['61'] ?? 0) - 50)).toBeLessThan(4);
    expect(Math.abs((counts['97'] ?? 0) - 30)).toBeLessThan(4);
  });

  it.each([1, 1000, 2 ** 32 - 20])('meets six equal tempi in any twelve seeds, from %d', (from) => {
    const tempi = [60, 78, 96, 114, 132, 150].map((tempo) => [tempo, 1 / 6] as const);
    expect(Object.keys(countTempi(decoderOf(...tempi), { from, seeds: 12 }))).toHaveLength(6);
  });

  it('gives free recordings no vote', () => {
    expect(countTempi(decoderOf([null, 0.9], [71, 0.1]))).toEqual({ '71': 100 });
    expect(chooseTempo(decoderOf([null, 0.5], [null, 0.5]), 3)).toBeNull();
  });

  it('chooses though a file says that no recording counts', () => {
    expect(chooseTempo(decoderOf([71, 0], [83, 0]), 3)).toBe(83);
  });
});

describe('keptTempo', () => {
  it.each([
    ['in hundredths', { tempoBpm: 91.23456, isFree: false }, 91.23],
    ['the slowest that music has for less', { tempoBpm: 0.01, isFree: false }, 4],
    ['the fastest for more', { tempoBpm: 60_000, isFree: false }, 1000],
    ['none for a free recording', { tempoBpm: 120, isFree: true }, null],
  ])('is kept: %s', (_, performance, expected) => {
    expect(keptTempo(performance)).toBe(expected);
  });
});
