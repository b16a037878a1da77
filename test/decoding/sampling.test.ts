import { describe, expect, it } from 'vitest';
import { chooseSuccession, chooseSymbol } from '../../src/decoding/sampling.js';
import { seededRandom } from '../../src/random.js';

const logits = (...shares: number[]) => Float32Array.from(shares, Math.log);

describe('chooseSuccession', () => {
  const anywhere = { place: logits(0.5, 0.5) };
  const uncertain = { ...anywhere, distance: logits(0.5, 0.5), chord: logits(0.4, 0.3, 0.3) };
  const free = { favours: [], knows: () => true, placeAfter: (distance: number) => distance };
  const draw = (options: Partial<Parameters<typeof chooseSuccession>[1]>, likely = uncertain) => {
    const choice = { random: seededRandom('draws'), temperature: 1 };
    return Array.from({ length: 200 }, () =>
      chooseSuccession(likely, { ...free, choice, ...options }).join(' '),
    );
  };
  const favour = (distance: number, chord: number, factor: number) =>
    ({ succession: [distance, chord], factor }) as const;

  it('takes a favoured step over one that is likelier by itself', () => {
    const drawn = draw({ favours: [favour(1, 2, 1000)] });
    expect(drawn.filter((step) => step === '1 2').length).toBeGreaterThan(190);
  });

  it('never takes a step whose factor is 0', () => {
    const drawn = draw({ favours: [favour(0, 0, 0), favour(1, 0, 0)] });
    expect(new Set(drawn)).toEqual(new Set(['0 1', '0 2', '1 1', '1 2']));
  });

  it('draws freely where nothing is favoured', () => {
    expect(new Set(draw({})).size).toBe(6);
  });

  it('lets the network have its way where it is all but certain', () => {
    const certain = {
      ...anywhere,
      distance: logits(1 - 1e-9, 1e-9),
      chord: logits(1 - 1e-9, 1e-9, 1e-9),
    };
    expect(new Set(draw({ favours: [favour(1, 2, 1000)] }, certain))).toEqual(new Set(['0 0']));
  });

  it('goes where in the bar the network expects the next event', () => {
    const drawn = draw({}, { ...uncertain, place: logits(1e-6, 1) });
    expect(new Set(drawn)).toEqual(new Set(['1 0', '1 1', '1 2']));
  });

  it('does not let the strongest favour lead to a place that the recordings never use', () => {
    const placeAfter = (distance: number) => (distance === 0 ? undefined : 0);
    const drawn = draw({ favours: [favour(0, 1, 1e8)], placeAfter });
    expect(drawn.filter((step) => step.startsWith('0'))).toEqual([]);
  });

  it('puts a chord where in the bar some recording has it', () => {
    const knows = (chord: number, place: number) => chord === 2 && place === 0;
    const drawn = draw({ knows });
    expect(drawn.filter((step) => step === '0 2').length).toBeGreaterThan(190);
  });

  it.each([1, 0.1, 0.01, 0])(
    'takes the likeliest of what is left at temperature %s',
    (temperature) => {
      const choice = { random: seededRandom('left'), temperature };
      // At a low temperature, what is not the likeliest is less than the smallest number there is.
      const sure = { ...anywhere, distance: logits(1, 1e-20), chord: logits(1, 1e-12, 1e-16) };
      const favours = [favour(0, 0, 0)];
      expect(chooseSuccession(sure, { ...free, choice, favours })).toEqual([0, 1]);
    },
  );

  it('plays on where everything is ruled out, as if nothing were', () => {
    const only = { ...anywhere, distance: logits(0.9, 0.1), chord: logits(1) };
    const drawn = draw({ favours: [favour(0, 0, 0), favour(1, 0, 0)] }, only);
    expect(drawn.filter((step) => step === '0 0').length).toBeGreaterThan(150);
  });

  it('takes the likeliest at temperature 0', () => {
    const choice = { random: () => 0.999, temperature: 0 };
    expect(chooseSuccession(uncertain, { ...free, choice })).toEqual([0, 0]);
    expect(chooseSymbol(logits(0.2, 0.5, 0.3), choice)).toBe(1);
  });
});
