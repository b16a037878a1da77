import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPictureFonts } from '../../../src/collection/pictureFonts.js';
import { type Letters, openLetters } from '../../../src/picture/letters/letters.js';
import { drawPage } from '../../../src/picture/page.js';
import { readLetters } from './lettersForTests.js';

let letters: Letters;
beforeAll(async () => {
  letters = await readLetters();
});
const place = { x: 100, y: 60, size: 20, fill: '#000000' };

/** From where to where there is ink on a page, in its units, as librsvg draws it. */
async function inkOf(piece: string) {
  const svg = drawPage([piece], {
    title: 'test',
    sheet: { width: 1000, height: 100 },
    letters,
  });
  const drawn = sharp(Buffer.from(svg)).resize({ width: 2000 });
  const { data, info } = await drawn.greyscale().raw().toBuffer({ resolveWithObject: true });
  const columns = Array.from({ length: info.width }, (_, x) => x).filter((x) =>
    Array.from({ length: info.height }, (_, y) => data[y * info.width + x] as number).some(
      (value) => value < 128,
    ),
  );
  return { left: (columns[0] ?? 0) / 2, right: (columns.at(-1) ?? 0) / 2 };
}

describe('letters', () => {
  it.each(['kitchen-table', 'AVAVAV Toffee', 'Стол Τραπέζι', 'Ünïcödé-Łódź', '39 %'])(
    'of %j are outlines, as wide as they are said to be',
    async (text) => {
      const written = letters.write(text, place);
      expect(written).not.toContain('<text');
      const { left, right } = await inkOf(written);
      const width = letters.widthOf(text, place);
      // A letter's own margins are within its width, up to a tenth of an em.
      expect(left - place.x).toBeGreaterThan(-2);
      expect(left - place.x).toBeLessThan(3);
      expect(right - place.x - width).toBeLessThan(1);
      expect(right - place.x - width).toBeGreaterThan(-3);
    },
  );

  it('end or have their middle where they should', async () => {
    const end = await inkOf(letters.write('clock', { ...place, x: 300, anchor: 'end' }));
    expect(Math.abs(end.right - 300)).toBeLessThan(2);
    const middle = await inkOf(letters.write('clock', { ...place, x: 300, anchor: 'middle' }));
    expect(Math.abs((middle.left + middle.right) / 2 - 300)).toBeLessThan(2);
  });

  it('that the fonts lack are left to those of the reader, escaped', () => {
    const written = letters.write('冷<蔵>庫 & co', place);
    expect(written).toContain('>冷&#60;蔵&#62;庫</text>');
    expect(written).not.toContain('<蔵');
    expect(letters.widthOf('冷蔵庫', place)).toBe(60);
  });

  it.each(['m̥m̥m̥', 'x̂q̃', '\u200fאב\u200f', '👨‍👩‍👧‍👦 family', '🇫🇷🇩🇪', 'مطبخ (قديم)', 'ⅷ'])(
    'have room for all of %j, and for no mark beyond it',
    async (text) => {
      const { left, right } = await inkOf(letters.write(text, place));
      expect(left).toBeGreaterThan(place.x - 1);
      expect(right).toBeLessThan(place.x + letters.widthOf(text, place) + 1);
    },
  );

  it.each([
    ['person 2', 200, 'person 2'],
    ['person 2', 50, /^pe\w*… 2$/],
    ['person 2', 1, '… 2'],
    ['冷蔵庫の時計 2', 60, /^冷.*… 2$/],
  ])('keep the number of the voice %j in a width of %d', (name, width, expected) => {
    const fitting = letters.fit(name, { size: 14, width, keptEnd: ' 2' });
    expect(fitting).toMatch(expected);
    if (width > 1) expect(letters.widthOf(fitting, { size: 14 })).toBeLessThanOrEqual(width);
  });

  it('are cut with an ellipsis where there is no room, between what a reader takes for letters', () => {
    const style = { size: 14, width: 60 };
    expect(letters.fit('clock', style)).toBe('clock');
    const cut = letters.fit('refrigerator of my grandmother', style);
    expect(cut).toMatch(/^refr\w*…$/);
    expect(letters.widthOf(cut, style)).toBeLessThanOrEqual(60);
    expect(letters.fit('👩‍🍳👩‍🍳👩‍🍳👩‍🍳👩‍🍳', style)).toMatch(/^(👩‍🍳)+…$/u);
  });

  it('are broken into lines that fit, the last of them cut', () => {
    const style = { size: 10, width: 100 };
    const text = 'Slow chords come down like a blade through a loaf, each left to ring.';
    const whole = letters.wrap(text, { ...style, lines: 9 });
    expect(whole.join(' ')).toBe(text);
    expect(whole.length).toBeGreaterThan(3);
    const cut = letters.wrap(text, { ...style, lines: 2 });
    expect(cut[0]).toBe(whole[0]);
    expect(cut[1]).toMatch(/^\w.*…$/);
    for (const line of [...whole, ...cut])
      expect(letters.widthOf(line, style)).toBeLessThan(100.01);
    expect(letters.wrap('', { ...style, lines: 3 })).toEqual([]);
    expect(letters.wrap(text, { ...style, lines: 0 })).toEqual([]);
  });

  it.each([
    ['Chinese and Japanese', '古い台所の音がする。冷蔵庫は低く歌い、時計は細かく刻む。'],
    ['Thai, which has no spaces', 'เสียงของห้องครัวเก่าและตู้เย็นที่ร้องเพลงเบาๆ'],
    ['a word longer than a line', 'Donaudampfschifffahrtsgesellschaftskapitänsmütze'],
  ])('are broken in %s as well', (_, text) => {
    const style = { size: 10, width: 100 };
    const lines = letters.wrap(text, { ...style, lines: 20 });
    expect(lines.join('')).toBe(text.normalize('NFC'));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(letters.widthOf(line, style)).toBeLessThan(100.01);
      expect(line).not.toMatch(/^[。、]/);
    }
  });

  it('are in a page once, however often they are written', () => {
    const pieces = [letters.write('noon', place), letters.write('non', place)];
    expect(letters.outlinesFor(pieces)).toHaveLength(2);
    expect(letters.write('', place)).toBe('');
  });

  it('are not read from what is no font', async () => {
    const { regular } = await readPictureFonts();
    await expect(openLetters({ regular, semiBold: Uint8Array.of(1, 2, 3) })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('Install sound-mirror again.'),
    });
  });
});
