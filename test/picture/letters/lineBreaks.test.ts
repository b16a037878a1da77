import { describe, expect, it } from 'vitest';
import { splitAtLineBreaks } from '../../../src/picture/letters/lineBreaks.js';

describe('places where a line may end', () => {
  it.each([
    ['a tall 冷蔵庫。', ['a ', 'tall ', '冷', '蔵', '庫。']],
    ['  two\n\nlines ', ['two ', 'lines']],
    ['냉장고 소리', ['냉', '장', '고 ', '소', '리']],
    ['well-tempered', ['well-tempered']],
    ['', []],
    ['「歌」と', ['「', '歌」', 'と']],
  ])('%j', (text, parts) => {
    expect(splitAtLineBreaks(text)).toEqual(parts);
  });

  it('lose nothing of a text', () => {
    const text = 'Öl, 茶 — सब कुछ, всё 🎹 और ٣!';
    expect(splitAtLineBreaks(text).join('')).toBe(text);
  });
});
