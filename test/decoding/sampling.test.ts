import { describe, expect, it } from 'vitest';
import { sampleAt, velocityAt } from '../../src/decoding/sampling.js';
import { seededRandom } from '../../src/math/random.js';

const logits = (...shares: number[]) => Float32Array.from(shares, Math.log);

/** How often each symbol is drawn, of a thousand. */
function countDraws(
  of: Float32Array,
  { temperature = 1, from = 0, to = of.length, seed = 'draws' } = {},
): number[] {
  const choose = sampleAt({ temperature, random: seededRandom(seed) });
  const counts = new Array<number>(of.length).fill(0);
  for (let i = 0; i < 1000; i++) {
    const symbol = choose(of, from, to);
    counts[symbol] = (counts[symbol] as number) + 1;
  }
  return counts;
}

describe('sampleAt', () => {
  it.each([
    ['as the network says at temperature 1', 1, [0.5, 0.2, 0.3]],
    // Shares to the power of 1 ÷ temperature, made one again: .25, .04 and .09 of .38.
    ['nearer to the likeliest below', 0.5, [0.66, 0.11, 0.24]],
    ['more evenly above', 2, [0.42, 0.26, 0.32]],
  ])('draws %s', (_, temperature, shares) => {
    const counts = countDraws(logits(0.5, 0.2, 0.3), { temperature });
    for (const [symbol, share] of shares.entries()) {
      expect(Math.abs((counts[symbol] as number) - 1000 * share)).toBeLessThan(45);
    }
  });

  it('draws none that is less than a twentieth as likely as the likeliest, at this temperature', () => {
    const some = logits(0.9, 0.05, 0.04);
    expect(countDraws(some)[2]).toBe(0);
    expect(countDraws(some)[1]).toBeGreaterThan(20);
    // 4 ÷ 90 to the power of ½ is a fifth.
    expect(countDraws(some, { temperature: 2 })[2]).toBeGreaterThan(20);
    expect(countDraws(some, { temperature: 0.5 })).toEqual([1000, 0, 0]);
  });

  it('takes the likeliest at temperature 0, without a draw', () => {
    const choose = sampleAt({
      temperature: 0,
      random: () => {
        throw new Error('no chance is needed');
      },
    });
    expect(choose(logits(0.2, 0.5, 0.3), 0, 3)).toBe(1);
    expect(choose(logits(0.2, 0.5, 0.3), 2, 3)).toBe(2);
  });

  it('draws none but those that may be chosen', () => {
    const [first, second, third, fourth] = countDraws(logits(0.9, 0.05, 0.04, 0.01), {
      from: 1,
      to: 3,
    });
    expect([first, fourth]).toEqual([0, 0]);
    expect(second).toBeGreaterThan(third as number);
    expect((second as number) + (third as number)).toBe(1000);
  });

  it.each([2, 1, 0.1, 0.001])('never draws a logit of −∞ at temperature %d', (temperature) => {
    const [ruledOut, left, alsoOut] = countDraws(Float32Array.of(-Infinity, -3, -Infinity), {
      temperature,
    });
    expect([ruledOut, left, alsoOut]).toEqual([0, 1000, 0]);
  });

  it.each([
    ['the first', () => 0, 0],
    ['the last', () => 1 - 2 ** -53, 3],
  ])('takes %s that has a share, at the end of chance', (_, random, symbol) => {
    const choose = sampleAt({ temperature: 1, random });
    expect(choose(logits(0.25, 0.25, 0.25, 0.25), 0, 4)).toBe(symbol);
    const shares = Float32Array.of(-Infinity, 0, 0, -Infinity);
    expect(choose(shares, 0, 4)).toBe(symbol === 0 ? 1 : 2);
  });

  it('stays with large logits', () => {
    expect(countDraws(Float32Array.of(3e4, -3e4, 3e4))[1]).toBe(0);
  });
});

describe('velocityAt', () => {
  const draw = (symbol: number, values: readonly number[], temperature = 1) => {
    const velocityOf = velocityAt({ temperature, random: seededRandom('velocities') });
    return new Set(Array.from({ length: 200 }, () => velocityOf(symbol, values)));
  };

  it.each([
    ['above two others', 2, [60, 66, 72]],
    ['below two others', 0, [66, 74, 80]],
    ['between two', 1, [60, 66, 71]],
    ['of a note beside its chord', 1, [-12, -6, 0]],
  ])('draws from the whole bin of a value %s', (_, symbol, values) => {
    const median = values[symbol] as number;
    const drawn = [...draw(symbol, values)].map((velocity) => velocity - median);
    expect(Math.min(...drawn)).toBe(-3);
    expect(Math.max(...drawn)).toBe(3);
  });

  it('plays a value as it is that has no neighbour', () => {
    expect(draw(0, [64])).toEqual(new Set([64]));
    expect(draw(1, [40, 64, 100])).toEqual(new Set([64]));
    expect(draw(1, [60, 69, 78])).toEqual(new Set([69]));
    expect(draw(0, [100, 108])).toEqual(new Set([100]));
    expect(draw(2, [40, 46, 62, 63])).toEqual(new Set([62]));
  });

  it('plays every value as it is at temperature 0', () => {
    expect(draw(1, [60, 66, 71], 0)).toEqual(new Set([66]));
  });
});
