import { expect, it } from 'vitest';
import { wrapText } from '../../../src/cli/report/wrapText.js';

it.each([
  ['knife, dining table', 8, ['knife,', 'dining', 'table']],
  ['knife, dining table', 12, ['knife,', 'dining table']],
  ['knife, dining table', 80, ['knife, dining table']],
  ['冷蔵庫 台所', 6, ['冷蔵庫', '台所']],
  ['an unbreakable word', 5, ['an', 'unbreakable', 'word']],
  ['', 5, ['']],
])('%j in %i columns is %j', (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});
