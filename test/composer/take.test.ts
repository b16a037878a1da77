import { describe, expect, it } from 'vitest';
import { clock } from '../../composer/objects/clock.js';
import { composeTake } from '../../composer/take.js';

describe('composeTake', () => {
  it.each([
    [1, 60],
    [2, 90],
    [3, 150],
    [4, 60],
  ])('gives take %i its tempo out of those of the cycle, in turn: about %i', (number, tempoBpm) => {
    const take = composeTake({ ...clock, tempi: [60, 90, 150] }, { seed: 1, number });
    expect(take.tempoBpm / tempoBpm).toBeGreaterThan(0.94);
    expect(take.tempoBpm / tempoBpm).toBeLessThan(1.06);
  });

  it('keeps to the tempo of the cycle where it names no others', () => {
    const { tempoBpm } = composeTake(clock, { seed: 1, number: 2 });
    expect(tempoBpm / clock.tempoBpm).toBeCloseTo(1, 1);
  });
});
