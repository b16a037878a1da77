import { describe, expect, it } from 'vitest';
import { COLLECTION, readOptions } from '../../composer/options.js';

describe('readOptions', () => {
  it('makes the starter collection where nothing is said', () => {
    expect(readOptions([])).toEqual({
      out: undefined,
      dense: undefined,
      object: undefined,
      tempi: undefined,
      ...COLLECTION,
    });
  });

  it('reads every option', () => {
    const argv = ['--out', 'more', '--object', 'clock', '--takes', '64', '--seed', '11'];
    expect(readOptions(argv)).toEqual({ out: 'more', object: 'clock', takes: 64, seed: 11 });
  });

  it('reads a tempo for each take, in turn', () => {
    expect(readOptions(['--tempi', '60,97,150']).tempi).toEqual([60, 97, 150]);
  });

  it('reads where the dense sets go', () => {
    expect(readOptions(['--dense', 'sets', '--object', 'sonata'])).toMatchObject({
      dense: 'sets',
      object: 'sonata',
    });
  });

  it.each([
    [['--out', 'more', '--dense', 'sets']],
    [['--tempi', '60,,90']],
    [['--tempi', '0']],
    [['--takes', '0']],
    [['--takes', 'many']],
    [['--seed', '1.5']],
    [['--seed=-3']],
    [['--takes']],
    [['--tempo', '90']],
    [['clock']],
  ])('refuses %j with the usage', (argv) => {
    expect(() => readOptions(argv)).toThrow(/Usage: compose/);
  });
});
