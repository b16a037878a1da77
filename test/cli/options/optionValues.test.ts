import { describe, expect, it } from 'vitest';
import {
  commaList,
  decimalNumber,
  filledCommaList,
  line,
  oneOf,
  wholeNumber,
} from '../../../src/cli/options/optionValues.js';

describe('a whole number', () => {
  const bars = wholeNumber('--bars', { least: 1, most: 512 });

  it.each([
    ['1', 1],
    ['16', 16],
    ['512', 512],
    ['007', 7],
  ])('%j is %i', (text, value) => {
    expect(bars(text)).toBe(value);
  });

  it.each(['0', '513', '-3', '1.5', '1e2', '0x10', '', ' 8', '8 ', '8bars', 'NaN', '٣', '９'])(
    '%j is none in the range',
    (text) => {
      expect(() => bars(text)).toThrow(
        expect.objectContaining({
          code: 'usage',
          message: `Expected --bars to be a whole number from 1 to 512 but received ${JSON.stringify(text)}.`,
        }),
      );
    },
  );

  it('may be the largest seed and no larger', () => {
    const seed = wholeNumber('--seed', { least: 0, most: 2 ** 32 - 1 });
    expect(seed('4294967295')).toBe(4294967295);
    expect(() => seed('4294967296')).toThrow();
  });
});

describe('a number', () => {
  const tempo = decimalNumber('--tempo', { least: 20, most: 300 });

  it.each([
    ['20', 20],
    ['72.5', 72.5],
    ['300.', 300],
  ])('%j is %f', (text, value) => {
    expect(tempo(text)).toBe(value);
  });

  it.each(['19.99', '300.01', '7e1', '-72', '72,5', '', '.', 'Infinity'])(
    '%j is none in the range',
    (text) => {
      expect(() => tempo(text)).toThrow(/^Expected --tempo to be a number from 20 to 300/);
    },
  );

  it('may begin with its point', () => {
    expect(decimalNumber('--min-confidence', { least: 0, most: 1 })('.25')).toBe(0.25);
  });
});

describe('words', () => {
  it('are taken as they are or refused', () => {
    const kind = oneOf('--kind', ['phrase', 'seed']);
    expect(kind('seed')).toBe('seed');
    expect(() => kind('Seed')).toThrow('Expected --kind to be phrase or seed but received "Seed".');
  });

  it.each([
    ['My kitchen', 'My kitchen'],
    [' 台所\n\t— Küche\u0007 ', '台所 — Küche'],
  ])('in a line: %j is %j', (text, written) => {
    expect(line('--title')(text)).toBe(written);
  });

  it.each(['', ' \n'])('make a line, which %j is not', (text) => {
    expect(() => line('--title')(text)).toThrow(/^Expected --title to be a text but received "/);
  });

  it.each([
    ['knife,fork', ['knife', 'fork']],
    [' dining table , cup,', ['dining table', 'cup']],
    ['', []],
    [',,', []],
  ])('in a list: %j is %j', (text, parts) => {
    expect(commaList(text)).toEqual(parts);
  });

  it.each(['', ' , '])('make a list of at least one, which %j is not', (text) => {
    expect(() => filledCommaList('--labels', 'knife,fork')(text)).toThrow(
      `Expected --labels to be a list such as knife,fork but received ${JSON.stringify(text)}. Leave it out where there is nothing to name.`,
    );
  });
});
