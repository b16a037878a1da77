import { describe, expect, it } from 'vitest';
import { exitCodeOf, gravest } from '../../src/cli/exitCodes.js';
import { MirrorError, type MirrorErrorCode } from '../../src/errors.js';

describe('the exit code', () => {
  it.each<[MirrorErrorCode, number]>([
    ['usage', 2],
    ['input', 2],
    ['unanswered', 3],
    ['environment', 1],
    ['aborted', 130],
  ])('of the error %s is %i', (code, expected) => {
    expect(exitCodeOf(new MirrorError(code, 'Expected something else.'))).toBe(expected);
  });

  it.each([new TypeError('x'), 'a string', undefined])(
    'of %o, which is not ours, is 1',
    (error) => {
      expect(exitCodeOf(error)).toBe(1);
    },
  );

  it('of several photos is the gravest', () => {
    expect(gravest([])).toBe(0);
    expect(gravest([0, 3, 0])).toBe(3);
    expect(gravest([3, 2, 3])).toBe(2);
    expect(gravest([2, 1, 3])).toBe(1);
  });
});
