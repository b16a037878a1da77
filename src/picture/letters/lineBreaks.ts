/**
 * A text in the smallest parts that a line may end behind: words with the space that follows them, and the single
 * characters of Chinese, Japanese and Korean, a closing mark with what it closes. Line breaks count as spaces.
 *
 * @example splitAtLineBreaks('a tall 冷蔵庫。') // ['a ', 'tall ', '冷', '蔵', '庫。']
 */
export function splitAtLineBreaks(text: string): string[] {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return plain.match(PARTS) ?? [];
}

const SQUARE =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u3000-\\u303f\\u30fc\\uff00-\\uffef';

/** Marks that no line begins with (JLReq 3.1.7, as far as ideas are likely to hold them). */
const CLOSING = '、。，．・：；？！」』）〕】〉》ー々';

const PARTS = new RegExp(`[${SQUARE}][${CLOSING}]* ?|[^ ${SQUARE}]+ ?`, 'gu');
