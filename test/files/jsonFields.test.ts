import { describe, expect, it } from 'vitest';
import { jsonFields } from '../../src/files/jsonFields.js';

const { record, list, number } = jsonFields({ file: 'a.json', remedy: 'Make it again.' });
const whole = { least: 2, most: 7, whole: true };

describe('the fields of a JSON file', () => {
  it.each([
    ['a record', () => record({ a: 1 }, 'a'), { a: 1 }],
    ['a list of as many as there may be', () => list([3, 5], 'beats', 2), [3, 5]],
    ['a number at the end of its range', () => number(2.5, 'x', { least: 2.5, most: 7 }), 2.5],
    ['a whole number', () => number(7, 'x', whole), 7],
  ])('are read: %s', (_, read, value) => {
    expect(read()).toEqual(value);
  });

  it.each([
    [() => record([], 'a'), 'a record in «a» in a.json but received a list of 0'],
    [() => record(null, 'a'), 'a record in «a» in a.json but received null'],
    [() => list({}, 'beats', 2), 'a list of at most 2 in «beats» in a.json but received a record'],
    [
      () => list([1, 2, 3], 'beats', 2),
      'a list of at most 2 in «beats» in a.json but received a list of 3',
    ],
    [() => number('5', 'x', whole), 'a whole number from 2 to 7 in «x» in a.json but received "5"'],
    [() => number(2.5, 'x', whole), 'a whole number from 2 to 7 in «x» in a.json but received 2.5'],
    [
      () => number(undefined, 'x', { least: 0, most: 1 }),
      'a number from 0 to 1 in «x» in a.json but received nothing',
    ],
    [
      () => number(Number.NaN, 'x', { least: 0, most: 1 }),
      'a number from 0 to 1 in «x» in a.json but received null',
    ],
  ])('are refused in one line with what mends them: %#', (read, text) => {
    expect(read).toThrow(
      expect.objectContaining({ code: 'input', message: `Expected ${text}. Make it again.` }),
    );
  });

  it('are refused without a file and a remedy where the caller names the path', () => {
    expect(() => jsonFields().record(3, 'a')).toThrow(
      /^Expected a record in «a» but received 3\.$/,
    );
  });
});
