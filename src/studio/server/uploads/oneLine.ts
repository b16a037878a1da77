/**
 * A text on one line, as of an option of the command line: line breaks and other control characters become spaces.
 *
 * @example oneLine(' our\nkitchen ') // 'our kitchen'
 */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
