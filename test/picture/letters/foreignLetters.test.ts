import { describe, expect, it } from 'vitest';
import { splitRuns, widthOfForeign } from '../../../src/picture/letters/foreignLetters.js';

const isLatin = (character: string) => /[ -ɏ]/.test(character);

describe('letters that the fonts lack', () => {
  it.each([
    ['Café', [['Café', true]]],
    ['Cafe\u0301', [['Café', true]]],
    [
      'Café 冷蔵庫',
      [
        ['Café ', true],
        ['冷蔵庫', false],
      ],
    ],
    ['שולחן עץ', [['שולחן עץ', false]]],
    [
      'א and ב',
      [
        ['א', false],
        [' and ', true],
        ['ב', false],
      ],
    ],
    ['مطبخ (قديم)!', [['مطبخ (قديم)!', false]]],
    [
      'شمس 12',
      [
        ['شمس', false],
        [' 12', true],
      ],
    ],
    [
      '冷蔵庫!',
      [
        ['冷蔵庫', false],
        ['!', true],
      ],
    ],
    ['', []],
  ])('are found in %j', (text, runs) => {
    expect(splitRuns(text, isLatin)).toEqual(
      runs.map(([each, isOurs]) => ({ text: each, isOurs })),
    );
  });

  it('fill a square each in Chinese, Japanese and Korean, and have room enough elsewhere', () => {
    expect(widthOfForeign('冷蔵庫')).toBe(3);
    expect(widthOfForeign('조리대')).toBe(3);
    // The widest Hebrew letter of Noto Sans Hebrew, shin, has 0.76 em.
    expect(widthOfForeign('ששש')).toBeGreaterThan(3 * 0.76);
  });

  it.each([
    ['⚽', 1.4],
    ['👩‍🍳', 2],
    ['👨‍👩‍👧‍👦', 4],
    ['👍🏽', 2],
    ['🇫🇷', 2],
  ])('have room for the members of %s, which a font without it shows one by one', (emoji, ems) => {
    expect(widthOfForeign(emoji)).toBe(ems);
  });
});
