import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawPage } from '../../src/picture/page.js';
import { sheetOf } from '../../src/picture/paper.js';
import { toJpegUri, toPng } from '../../src/picture/rasters.js';
import { readLetters } from './letters/lettersForTests.js';

describe('pictures as pixels', () => {
  it('hold a photo as JPEG', async () => {
    const data = new Uint8Array(60 * 40 * 3).map((_, i) => (i % 3 === 0 ? 200 : 30));
    const uri = await toJpegUri({ width: 60, height: 40, data });
    expect(uri).toMatch(/^data:image\/jpeg;base64,/);
    const jpeg = Buffer.from(uri.split(',')[1] as string, 'base64');
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 60, height: 40 });
    // Neither place nor camera of the photo goes into a page.
    expect((await sharp(jpeg).metadata()).exif).toBeUndefined();
    const { channels } = await sharp(jpeg).stats();
    expect(channels.map(({ mean }) => Math.round(mean / 10) * 10)).toEqual([200, 30, 30]);
  });

  it('are PNG on white paper, in its size when printed, and say who drew them', async () => {
    const letters = await readLetters();
    const square = '<path d="M500 200h100v100h-100z" fill="#332288"/>';
    const png = await toPng(
      drawPage([square], { title: 'a square', sheet: { width: 1000, height: 500 }, letters }),
    );
    const { format, width, height, density, hasAlpha } = await sharp(png).metadata();
    expect({ format, width, height, hasAlpha }).toEqual({
      format: 'png',
      width: 1800,
      height: 900,
      hasAlpha: false,
    });
    expect(((width as number) / (density as number)) * 25.4).toBeCloseTo(210, 0);
    const at = (left: number, top: number) =>
      sharp(png).extract({ left, top, width: 1, height: 1 }).raw().toBuffer();
    expect([...(await at(990, 450))]).toEqual([0x33, 0x22, 0x88]);
    expect([...(await at(10, 10))]).toEqual([255, 255, 255]);
    expect(Buffer.from(png).subarray(0, 100).toString('latin1')).toContain(
      'Software\0sound-mirror',
    );
  });

  it.each([
    ['a4', 'portrait', 1800, 2546],
    ['a4', 'landscape', 2546, 1800],
    ['letter', 'portrait', 1851, 2395],
    ['letter', 'landscape', 2395, 1851],
  ] as const)(
    'of %s in %s are as fine as of any other',
    async (paper, orientation, width, height) => {
      const letters = await readLetters();
      const page = drawPage([], { title: '', sheet: sheetOf(paper, orientation), letters });
      expect(await sharp(await toPng(page)).metadata()).toMatchObject({
        width,
        height,
        density: 218,
      });
    },
  );
});
