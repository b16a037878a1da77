/** A stretch of a text that our fonts can write, or cannot. */
export interface Run {
  readonly text: string;
  readonly isOurs: boolean;
}

/**
 * A text as stretches that the fonts hold and stretches that they lack. What stands between two foreign words, such
 * as a space, goes with them, and so does what follows a right-to-left word, such as a bracket, so that these words
 * keep their order and their brackets.
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
    const [before, last] = [joined.at(-2), joined.at(-1)];
    if (last && !last.isOurs && (!run.isOurs || isClosing(run.text, last.text))) {
      joined.splice(-1, 1, { text: last.text + run.text, isOurs: false });
    } else if (!run.isOurs && last && before?.isOurs === false && !HAS_WORDS.test(last.text)) {
      joined.splice(-2, 2, { text: before.text + last.text + run.text, isOurs: false });
    } else joined.push(run);
  }
  return joined;
}

/** Whether punctuation closes a right-to-left text: alone it would stand at the wrong end of it. */
function isClosing(punctuation: string, text: string): boolean {
  return RIGHT_TO_LEFT.test(text) && IS_PUNCTUATION.test(punctuation);
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
  // A font without the joined picture shows its members side by side: 👩‍🍳 as a woman and a frying pan.
  const emoji = grapheme.match(EMOJI)?.length ?? 0;
  if (emoji > 0) return Math.max(1.4, emoji);
  const least = HEBREW_OR_ARABIC.test(grapheme) ? 0.9 : 1.1;
  return Math.max(least, 0.7 * [...grapheme].length);
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const HAS_WORDS = /[\p{Letter}\p{Number}]/u;
const IS_PUNCTUATION = /^\p{Punctuation}[^\p{Letter}\p{Number}]*$/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/gu;
const SQUARE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f]/u;
/** Without the ligatures of whole sentences, such as U+FDFA. */
const HEBREW_OR_ARABIC = /^[\u0590-\u06ff]/u;
