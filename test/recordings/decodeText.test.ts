import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/recordings/decodeText.js';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('decodeText', () => {
  it.each(['', 'Piano 1', 'Café', '冷蔵庫', 'Пианино', 'Κιθάρα', '피아노', 'ピアノ (R)', '🎹'])(
    'keeps UTF-8: «%s»',
    (text) => {
      expect(decodeText(new TextEncoder().encode(text))).toBe(text);
    },
  );

  it.each([
    ['ピアノ', '\x83\x73\x83\x41\x83\x6d'],
    ['琴', '\x8b\xd5'],
    ['笛 2', '\x93\x4a 2'],
    ['Piano 右手', 'Piano \x89\x45\x8e\xe8'],
    ['ひだり手', '\x82\xd0\x82\xbe\x82\xe8\x8e\xe8'],
  ])('reads %s in Shift-JIS', (text, written) => {
    expect(decodeText(bytes(written))).toBe(text);
  });

  it.each([
    'Café',
    'Première clarinette',
    'Flöte',
    'Übung für Klavier',
    'Señor «Niño»',
    'créée',
    'Violão nº 1',
    '© 1997',
    'l·lusió',
    'Größe',
  ])('reads %s in Latin-1', (text) => {
    expect(decodeText(bytes(text))).toBe(text);
  });

  it.each([
    ['Пианино in Windows-1251', '\xcf\xe8\xe0\xed\xe8\xed\xee'],
    ['Пианино in KOI8-R', '\xf0\xc9\xc1\xce\xc9\xce\xcf'],
    ['Πιάνο in ISO-8859-7', '\xd0\xe9\xdc\xed\xef'],
    ['피아노 in EUC-KR', '\xc7\xc7\xbe\xc6\xb3\xeb'],
    ['钢琴 in GBK', '\xb8\xd6\xc7\xd9'],
    ['琴 in GBK', '\xc7\xd9'],
    ['ﾋﾟｱﾉ in Shift-JIS, of half width', '\xcb\xdf\xb1\xc9'],
    ['ピアノ in ISO-2022-JP', '\x1b$B%T%"%N\x1b(B'],
    ['Stück in Mac Roman', 'St\x9fck'],
    ['it’s in Windows-1252', 'it\x92s'],
    ['głos in ISO-8859-2', 'g\xb3os'],
    ['Piano in UTF-16', '\xff\xfeP\0i\0a\0n\0o\0'],
    ['nothing at all', '\x80\xff\x00\x9d'],
  ])('leaves out %s', (_, written) => {
    expect(decodeText(bytes(written))).toBe('');
  });

  it('never gives a control character, whatever the bytes are', () => {
    for (let first = 0; first < 256; first++) {
      for (let second = 0; second < 256; second++) {
        expect(decodeText(Uint8Array.of(65, first, second))).not.toMatch(/\p{Cc}/u);
      }
    }
  });
});
