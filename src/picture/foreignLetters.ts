/** A stretch of a text that our fonts can write, or cannot. */
export interface Run {
  readonly text: string;
  readonly isOurs: boolean;
}

/**
 * A text as stretches that the fonts hold and stretches that they lack. What stands between two foreign words, such
 * as a space, goes with them, so that right-to-left words keep their order.
 *
 * @param isOurs whether the fonts hold a character
 * @example splitRuns('Café 冷 蔵', isLatin) // 'Café ' ours, '冷 蔵' foreign
 */
export function splitRuns(text: string, isOurs: (character: string) => boolean): Run[] {
  const runs: { text: string; isOurs: boolean }[] = [];
  for (const { segment } of SEGMENTER.segment(text.normalize('NFC'))) {
    const own = [...segment].every(isOurs);
    const last = runs.at(-1);
    if (last?.isOurs === own) last.text += segment;
    else runs.push({ text: segment, isOurs: own });
  }
  const joined: Run[] = [];
  for (const run of runs) {
    const [before, between] = joined.slice(-2);
    const bridges =
      !run.isOurs &&
      before?.isOurs === false &&
      between !== undefined &&
      !HAS_WORDS.test(between.text);
    if (bridges) {
      joined.splice(-2, 2, { text: before.text + between.text + run.text, isOurs: false });
    } else joined.push(run);
  }
  return joined;
}

/**
 * How wide letters are that our fonts lack, in ems: exact for Chinese, Japanese and Korean, which fill a square
 * each, and generous for all others, so that even the empty boxes of a machine without such a font have room.
 */
export function widthOfForeign(text: string): number {
  return [...SEGMENTER.segment(text)].reduce((sum, { segment }) => sum + widthOf(segment), 0);
}

function widthOf(grapheme: string): number {
  if (grapheme === ' ') return 0.4;
  if (SQUARE.test(grapheme)) return 1;
  if (EMOJI.test(grapheme)) return 1.4;
  return Math.max(0.9, 0.7 * [...grapheme].length);
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const HAS_WORDS = /[\p{Letter}\p{Number}]/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const SQUARE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f]/u;
