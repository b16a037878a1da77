import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPhoto } from '../../../src/vision/photo/photo.js';
import { BLUE, expectQuarters, GREEN, RED, YELLOW } from '../quarters.js';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}.tif`, import.meta.url));

describe('a TIFF', () => {
  it.each([
    ['of 64-bit offsets', 'bigtiff', 0],
    ['of YCbCr in JPEG', 'ycbcr-jpeg', 12],
  ])('%s is read', async (_, name, tolerance) => {
    expectQuarters(await readPhoto(fixture(name)), [RED, GREEN, BLUE, YELLOW], tolerance);
  });

  it.each([
    ['none', 8],
    ['lzw', 8],
    ['deflate', 8],
    ['packbits', 8],
    ['jpeg', 8],
    ['webp', 8],
    ['ccittfax4', 1],
    ['none', 1],
    ['none', 2],
    ['none', 4],
  ] as const)('that sharp writes, %s of %i bits, is read', async (compression, bitdepth) => {
    const data = Buffer.alloc(64 * 48, 255).fill(0, 0, 64 * 24);
    const grey = sharp(data, { raw: { width: 64, height: 48, channels: 1 } });
    const bytes = await (bitdepth === 8
      ? grey.tiff({ compression, quality: 95 })
      : grey.toColourspace('b-w').tiff({ compression, bitdepth })
    ).toBuffer();
    const black = [0, 0, 0] as const;
    const white = [255, 255, 255] as const;
    expectQuarters(await readPhoto(bytes), [black, black, white, white], 3);
  });

  it.each([
    ['zstd', 'Zstandard compression'],
    ['lzma', 'LZMA compression'],
    ['float', 'floating-point samples'],
    ['signed', 'signed samples'],
    ['lab', 'CIELab colours'],
    ['ycbcr', 'YCbCr colours that are not JPEG-compressed'],
  ])(
    'of a kind that would come out black or in other colours is refused: %s',
    async (name, kind) => {
      await expect(readPhoto(fixture(name))).rejects.toMatchObject({
        code: 'input',
        message: `Expected a TIFF of whole numbers in RGB, grey, palette or CMYK but received one with ${kind}, which is not read. Export it as JPEG first.`,
      });
    },
  );

  it('with a damaged strip is refused, not read with a black band', async () => {
    await expect(readPhoto(fixture('damaged-strip'))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/^Expected a whole TIFF but it is damaged/),
    });
  });
});
