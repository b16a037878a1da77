import { describe, expect, it } from 'vitest';
import type { EventNetwork } from '../../src/autoencoder/phrase/eventNetwork.js';
import { drawAmong } from '../../src/decoding/drawAmong.js';
import { sampleAt } from '../../src/decoding/sampling.js';
import { seededRandom } from '../../src/math/random.js';

/** Shares of the notes 0 to 3 and of the end, behind the first note and behind any further one. */
const FIRST = [1, 0, 0, 0, 0];

/** How often each of some chords is drawn, of 2,000, by a network that gives these shares behind the first note. */
function countDraws(
  chords: readonly (readonly number[])[],
  { shares, bias = [0, 0, 0, 0] }: { shares: readonly number[]; bias?: readonly number[] },
) {
  const choose = sampleAt({ temperature: 1, random: seededRandom('chords') });
  const network = { rowOf: (_: string, symbol: number) => symbol } as unknown as EventNetwork;
  const counts: Record<string, number> = {};
  for (let i = 0; i < 2000; i++) {
    const chord = drawAmong(chords, {
      network,
      choose,
      biasOf: (symbol) => bias[symbol] ?? 0,
      logitsOf: (_, context) => {
        const behind =
          context.length === 0 ? FIRST : context.length === 1 ? shares : [0, 0, 0, 1e-9, 1];
        return Float32Array.from(behind, (share, symbol) => Math.log(share) + (bias[symbol] ?? 0));
      },
    });
    counts[chord.join(' ')] = (counts[chord.join(' ')] ?? 0) + 1;
  }
  return counts;
}

describe('a chord among some', () => {
  it('ends as often as the network says, wherever else it would go on to', () => {
    // Half of what goes on leads to note 3, which no chord has behind note 0.
    const counts = countDraws([[0], [0, 1], [0, 2]], { shares: [0, 0.2, 0.1, 0.3, 0.4] });
    expect(Object.keys(counts).sort()).toEqual(['0', '0 1', '0 2']);
    expect(Math.abs((counts['0'] as number) - 800)).toBeLessThan(80);
    expect(Math.abs((counts['0 1'] as number) - 800)).toBeLessThan(80);
    expect(Math.abs((counts['0 2'] as number) - 400)).toBeLessThan(80);
  });

  it('goes on where none of them ends', () => {
    const counts = countDraws(
      [
        [0, 1],
        [0, 2],
      ],
      { shares: [0, 0.03, 0.02, 0.05, 0.9] },
    );
    expect(Object.keys(counts).sort()).toEqual(['0 1', '0 2']);
  });

  it('ends rather than going on to a note that a harmony is against', () => {
    const shares = [0, 0.3, 0, 0.3, 0.4];
    const { '0': ends = 0, ...others } = countDraws([[0], [0, 1]], { shares, bias: [0, -5, 0, 0] });
    expect(ends).toBeGreaterThan(1900);
    expect(Object.keys(others).every((chord) => chord === '0 1')).toBe(true);
  });

  it('is the only one there is', () => {
    expect(countDraws([[0, 3]], { shares: [0, 0.5, 0.4, 1e-6, 0.1] })).toEqual({ '0 3': 2000 });
  });
});
