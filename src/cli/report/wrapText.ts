import { displayWidth } from './columns.js';

/**
 * A text in lines of at most that many columns, broken at spaces; a word that is longer by itself stands on a line of its own.
 *
 * @example wrapText('knife, dining table', 8) // ['knife,', 'dining', 'table']
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
