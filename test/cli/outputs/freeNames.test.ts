import { describe, expect, it } from 'vitest';
import { freeNames } from '../../../src/cli/outputs/freeNames.js';

describe('the names of files that are called alike', () => {
  it('are numbered around those that are taken, capitals or not', () => {
    const nameOf = freeNames(new Set(['kitchen-2.mid']), '.mid');
    expect(['kitchen', 'Kitchen', 'kitchen-3', 'kitchen'].map(nameOf)).toEqual([
      'kitchen.mid',
      'Kitchen-3.mid',
      'kitchen-3-2.mid',
      'kitchen-4.mid',
    ]);
  });

  it('are told apart however their letters are composed', () => {
    const nameOf = freeNames(new Set(), '.clicks.wav');
    const [composed, decomposed] = ['Café.mid', 'Café.mid'.normalize('NFD')];
    expect(nameOf(composed)).toBe('Café.mid.clicks.wav');
    expect(nameOf(decomposed)).toBe(`${decomposed}-2.clicks.wav`);
  });

  it('are found without trying those before again', () => {
    const taken = new Set<string>();
    let lookups = 0;
    const { has } = taken;
    taken.has = (name) => {
      lookups += 1;
      return has.call(taken, name);
    };
    const nameOf = freeNames(taken, '.mid');
    const names = Array.from({ length: 2000 }, () => nameOf('photo'));
    expect(names.at(-1)).toBe('photo-2000.mid');
    expect(lookups).toBeLessThanOrEqual(2 * names.length);
  });
});
