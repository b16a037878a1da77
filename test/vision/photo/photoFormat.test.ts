import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { formatOf, PHOTO_FORMATS } from '../../../src/vision/photo/photoFormat.js';

const bytesOf = (latin1: string) => new Uint8Array(Buffer.from(latin1, 'latin1'));

/** The box that opens AVIF, HEIC and film files: its length, its name, the major brand, a version, more brands. */
function ftyp(major: string, ...others: readonly string[]): string {
  const length = 16 + 4 * others.length;
  return `\0\0\0${String.fromCharCode(length)}ftyp${major}\0\0\0\0${others.join('')}\0\0\0\x08mdat`;
}

describe('formatOf', () => {
  const picture = sharp({ create: { width: 40, height: 40, channels: 3, background: '#a63' } });
  it.each([
    ['jpeg', 'JPEG'],
    ['png', 'PNG'],
    ['webp', 'WebP'],
    ['avif', 'AVIF'],
    ['gif', 'GIF'],
    ['tiff', 'TIFF'],
  ] as const)('knows a real %s, which needs no remedy', async (format, name) => {
    expect(formatOf(await picture.clone().toFormat(format).toBuffer())).toEqual(
      expect.objectContaining({ name }),
    );
    expect(formatOf(await picture.clone().toFormat(format).toBuffer()).remedy).toBeUndefined();
  });

  it.each([
    ['an iPhone photo', ftyp('heic', 'mif1', 'miaf', 'MiHB', 'heic'), 'HEIC'],
    ['a HEIC that names the general brand first', ftyp('mif1', 'heic', 'miaf'), 'HEIC'],
    ['a HEIC that also lists AVIF', ftyp('heix', 'avif'), 'HEIC'],
    ['a burst of HEVC pictures', ftyp('hevc', 'msf1'), 'HEIC'],
    ['an AVIF that names the general brand first', ftyp('mif1', 'miaf', 'avif'), 'AVIF'],
    ['a film with AVIF only after its brands', `${ftyp('isom', 'mp42')}avif`, 'a film'],
    ['a QuickTime film', ftyp('qt  '), 'a film'],
    ['a QuickTime film without its brands', '\0\0\0\x08wide\0\x12\x34\x56mdat', 'a film'],
    ['a memo of a telephone', ftyp('M4A ', 'isom'), 'M4A audio'],
    ['a film for a telephone', ftyp('M4V ', 'isom'), 'a film'],
    ['a WAV', 'RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'WAV audio'],
    ['a FLAC', 'fLaC\0\0\0\x22', 'FLAC audio'],
    ['an AVI', 'RIFF\x10\0\0\0AVI LIST', 'a film'],
    ['a WebM', '\x1a\x45\xdf\xa3\x9f', 'a film'],
    ['a BigTIFF', 'II+\0\x08\0\0\0', 'TIFF'],
    ['a BigTIFF, big-endian', 'MM\0+\0\x08\0\0', 'TIFF'],
    ['a PDF', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'a PDF'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG, a drawing'],
    ['an SVG behind its preamble', '<?xml version="1.0"?>\n<!-- x -->\n<svg>', 'SVG, a drawing'],
    ['a saved web page', '<!DOCTYPE html>\n<html>', 'a web page'],
    ['a text', 'My kitchen.\r\n\tIt is caf\xc3\xa9-like.', 'a text file'],
    ['a text that begins like a BMP', 'BMW drives through the kitchen, slowly', 'a text file'],
    ['a BMP', 'BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'BMP'],
    ['a MIDI file', 'MThd\0\0\0\x06', 'a MIDI file'],
    ['a ZIP archive', 'PK\x03\x04\x14\0', 'a ZIP archive'],
    ['a JPEG XL', '\xff\x0a\x7f', 'JPEG XL'],
    ['noise', '\0\x01\x02\x03\xfe', 'an unknown format'],
    ['one byte', '\xff', 'a text file'],
  ])('names %s by its bytes', (_, latin1, name) => {
    const format = formatOf(bytesOf(latin1));
    expect(format.name).toBe(name);
    if (!PHOTO_FORMATS.includes(name)) expect(format.remedy).toMatch(/\.$/);
    else expect(format.remedy).toBeUndefined();
  });
});
