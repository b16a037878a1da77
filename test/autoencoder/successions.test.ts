import { describe, expect, it } from 'vitest';
import { chooseSuccession, chooseSymbol } from '../../src/autoencoder/choice.js';
import { gatherSuccessions } from '../../src/autoencoder/successions.js';
import { seededRandom } from '../../src/random.js';

/** Rows of symbols: chord, distance, and three fields that do not matter here. */
const rows = (...steps: [number, number][]) =>
  steps.map(([chord, distance]) => [chord, distance, 0, 0, 0]);
const logits = (...shares: number[]) => Float32Array.from(shares, Math.log);

describe('gatherSuccessions', () => {
  it('lists what follows each chord, each step once, and nothing across recordings', () => {
    const successions = gatherSuccessions(
      [rows([0, 1], [2, 0], [0, 1], [2, 1]), rows([1, 0], [0, 0], [1, 1])],
      4,
    );
    expect(successions).toEqual([
      [
        [0, 1],
        [1, 2],
      ],
      [[0, 0]],
      [[0, 0]],
      [],
    ]);
  });
});

describe('chooseSuccession', () => {
  const uncertain = { distance: logits(0.5, 0.5), chord: logits(0.4, 0.3, 0.3) };
  const draw = (options: Partial<Parameters<typeof chooseSuccession>[1]>, likely = uncertain) => {
    const choice = { random: seededRandom('draws'), temperature: 1 };
    return Array.from({ length: 200 }, () =>
      chooseSuccession(likely, { known: [], choice, ...options }).join(' '),
    );
  };

  it('takes a step that the recordings know over one that is likelier by itself', () => {
    const drawn = draw({ known: [[1, 2]] });
    expect(drawn.filter((step) => step === '1 2').length).toBeGreaterThan(190);
  });

  it('draws freely from a chord that nothing was heard to follow', () => {
    expect(new Set(draw({})).size).toBe(6);
  });

  it('lets the network have its way where it is all but certain', () => {
    const certain = { distance: logits(1 - 1e-9, 1e-9), chord: logits(1 - 1e-9, 1e-9, 1e-9) };
    expect(new Set(draw({ known: [[1, 2]] }, certain))).toEqual(new Set(['0 0']));
  });

  it('lands on the place in the bar that is asked for, if a known step leads there', () => {
    const known = [
      [0, 1],
      [1, 1],
    ] as const;
    const drawn = draw({ known, lands: (distance) => distance === 0 });
    expect(drawn.filter((step) => step === '0 1').length).toBeGreaterThan(185);
  });

  it('takes the likeliest at temperature 0', () => {
    const choice = { random: () => 0.999, temperature: 0 };
    expect(chooseSuccession(uncertain, { known: [], choice })).toEqual([0, 0]);
    expect(chooseSymbol(logits(0.2, 0.5, 0.3), choice)).toBe(1);
  });
});
