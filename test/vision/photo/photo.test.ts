import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { WORKING_PIXELS } from '../../../src/vision/photo/decodePhoto.js';
import { type Photo, photoSeed, readPhoto } from '../../../src/vision/photo/photo.js';

const kitchen = readFileSync(new URL('../../../photos/kitchen.jpg', import.meta.url));

type Color = readonly [red: number, green: number, blue: number];
const RED: Color = [230, 30, 20];
const GREEN: Color = [20, 200, 40];
const BLUE: Color = [30, 40, 220];
const YELLOW: Color = [240, 220, 30];

/** A picture of 60 × 40 with another colour in each quarter: red, green, blue and yellow, as one reads. */
function quarters(): Sharp {
  const data = Buffer.alloc(60 * 40 * 3);
  for (let i = 0; i < 60 * 40; i++) {
    const left = i % 60 < 30;
    data.set(i < 60 * 20 ? (left ? RED : GREEN) : left ? BLUE : YELLOW, 3 * i);
  }
  return sharp(data, { raw: { width: 60, height: 40, channels: 3 } });
}

function plain(
  background: string | { r: number; g: number; b: number; alpha: number },
  size = { width: 50, height: 40 },
): Sharp {
  return sharp({ create: { ...size, channels: 4, background } });
}

/** Mean colour of the middle of one of the photo's quarters. */
function colorAt({ pixels }: Photo, across: 'left' | 'right', down: 'top' | 'bottom'): number[] {
  const x = Math.floor(pixels.width * (across === 'left' ? 0.25 : 0.75));
  const y = Math.floor(pixels.height * (down === 'top' ? 0.25 : 0.75));
  return [...pixels.data.subarray(3 * (y * pixels.width + x), 3 * (y * pixels.width + x) + 3)];
}

function expectColor(actual: readonly number[], expected: readonly number[], tolerance: number) {
  for (const [i, level] of expected.entries()) {
    expect(Math.abs((actual[i] as number) - level)).toBeLessThanOrEqual(tolerance);
  }
}

describe('readPhoto', () => {
  it('gives sRGB pixels in three colour channels', async () => {
    const photo = await readPhoto(await quarters().png().toBuffer());
    expect(photo).toMatchObject({ width: 60, height: 40, pixels: { width: 60, height: 40 } });
    expect(photo.pixels.data).toHaveLength(60 * 40 * 3);
    expect(colorAt(photo, 'left', 'top')).toEqual(RED);
    expect(colorAt(photo, 'right', 'top')).toEqual(GREEN);
    expect(colorAt(photo, 'left', 'bottom')).toEqual(BLUE);
    expect(colorAt(photo, 'right', 'bottom')).toEqual(YELLOW);
  });

  it.each([
    [1, RED, GREEN],
    [2, GREEN, RED],
    [3, YELLOW, BLUE],
    [4, BLUE, YELLOW],
    [5, RED, BLUE],
    [6, BLUE, RED],
    [7, YELLOW, GREEN],
    [8, GREEN, YELLOW],
  ])('holds a photo of EXIF orientation %i upright', async (orientation, topLeft, topRight) => {
    const photo = await readPhoto(await quarters().withMetadata({ orientation }).png().toBuffer());
    const lies = orientation >= 5;
    expect([photo.width, photo.height]).toEqual(lies ? [40, 60] : [60, 40]);
    expect([photo.pixels.width, photo.pixels.height]).toEqual(lies ? [40, 60] : [60, 40]);
    expect(colorAt(photo, 'left', 'top')).toEqual(topLeft);
    expect(colorAt(photo, 'right', 'top')).toEqual(topRight);
  });

  it.each([
    ['a JPEG', () => quarters().jpeg({ quality: 95 }), 12],
    ['a progressive JPEG', () => quarters().jpeg({ quality: 95, progressive: true }), 12],
    ['a WebP', () => quarters().webp({ lossless: true }), 0],
    ['an AVIF', () => quarters().avif({ quality: 90 }), 12],
    ['a GIF', () => quarters().gif(), 4],
    ['a TIFF', () => quarters().tiff({ compression: 'lzw' }), 0],
    ['a palette', () => quarters().png({ palette: true }), 4],
    ['16 bits a channel', () => quarters().toColourspace('rgb16').png(), 1],
    ['CMYK', () => quarters().toColourspace('cmyk').jpeg({ quality: 95 }), 60],
    ['a wider gamut', () => quarters().withIccProfile('p3').png(), 2],
  ] as const)('takes %s', async (_, encode, tolerance) => {
    const photo = await readPhoto(await encode().toBuffer());
    expect(photo.pixels.data).toHaveLength(60 * 40 * 3);
    expectColor(colorAt(photo, 'left', 'top'), RED, tolerance);
    expectColor(colorAt(photo, 'right', 'bottom'), YELLOW, tolerance);
  });

  it('takes a 16-bit greyscale PNG with alpha', async () => {
    const grey = await plain({ r: 100, g: 100, b: 100, alpha: 0.5 })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    expect((await sharp(grey).metadata()).depth).toBe('ushort');
    expectColor(colorAt(await readPhoto(grey), 'left', 'top'), [178, 178, 178], 2);
  });

  it('lays transparency on white paper', async () => {
    const clear = await plain({ r: 200, g: 0, b: 0, alpha: 0 }).png().toBuffer();
    expect(colorAt(await readPhoto(clear), 'left', 'top')).toEqual([255, 255, 255]);
    const half = await plain({ r: 200, g: 0, b: 0, alpha: 0.5 }).png().toBuffer();
    expectColor(colorAt(await readPhoto(half), 'left', 'top'), [227, 127, 127], 2);
  });

  it('takes the first picture of several', async () => {
    const frames = await Promise.all(
      ['#c81e14', '#1ec814', '#141ec8'].map((color) => plain(color).png().toBuffer()),
    );
    const film = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(film).metadata()).pages).toBe(3);
    const photo = await readPhoto(film);
    expect([photo.width, photo.height]).toEqual([50, 40]);
    expectColor(colorAt(photo, 'right', 'bottom'), [200, 30, 20], 4);
  });

  it.each([
    ['a phone photo', 4000, 3000, 1280, 960],
    ['a photo held upright', 3000, 4000, 960, 1280],
    ['a panorama', 6000, 1200, 2479, 496],
    ['a strip', 9000, 33, 9000, 33],
    ['a photo that is small already', 401, 299, 401, 299],
  ])(
    'makes a working copy of %s that keeps its proportions',
    async (_, width, height, copyWidth, copyHeight) => {
      const photo = await readPhoto(await plain('#345', { width, height }).jpeg().toBuffer());
      expect([photo.width, photo.height]).toEqual([width, height]);
      expect([photo.pixels.width, photo.pixels.height]).toEqual([copyWidth, copyHeight]);
      expect(photo.pixels.data).toHaveLength(copyWidth * copyHeight * 3);
      expect(copyWidth * copyHeight).toBeLessThanOrEqual(WORKING_PIXELS * 1.001);
    },
  );

  const end = kitchen.subarray(-2);
  it.each([
    ['bytes behind its end', Buffer.concat([kitchen, Buffer.from('MotionPhoto_Data')])],
    ['stray bytes before its end', Buffer.concat([kitchen.subarray(0, -2), Buffer.alloc(4), end])],
  ])('takes a JPEG with %s, as phones write them', async (_, bytes) => {
    const photo = await readPhoto(bytes);
    expect(photoSeed(photo)).toBe(photoSeed(await readPhoto(kitchen)));
    expect(photo.note).toBeUndefined();
  });

  it.each([false, true])(
    'tells of a JPEG with a hole in it, progressive: %s',
    async (progressive) => {
      const whole = await sharp(kitchen).resize(400).jpeg({ progressive }).toBuffer();
      const holed = Buffer.from(whole).fill(0, whole.length >> 1, whole.length - 2);
      expect((await readPhoto(whole)).note).toBeUndefined();
      expect((await readPhoto(holed)).note).toBe(
        'The JPEG is damaged within; a part of its picture may be wrong.',
      );
    },
  );
});

/** The header of a PNG of any size, with next to no pixels behind it. */
function pngHeader(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('readPhoto refuses in one line', () => {
  const photo = 'Expected a photo (JPEG, PNG, WebP, AVIF, GIF, TIFF, HEIC) but';
  const damaged = 'but it is damaged or cut short. Copy it again from where it came.';
  it.each([
    ['an empty file', Buffer.alloc(0), `${photo} the file is empty. Copy it again.`],
    [
      'a text',
      Buffer.from('not a photo'),
      `${photo} received a text file. Choose a photo instead.`,
    ],
    [
      'the film of a live photo',
      Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  \0\0\0\x08wide', 'latin1'),
      `${photo} received a film. Take a still of it first.`,
    ],
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'),
      `${photo} received SVG, a drawing. Export it as JPEG first.`,
    ],
    ['half a JPEG', kitchen.subarray(0, 90_000), `Expected a whole JPEG ${damaged}`],
    [
      'a JPEG of which the end is missing',
      kitchen.subarray(0, -700),
      `Expected a whole JPEG ${damaged}`,
    ],
    ['the first bytes of a JPEG', kitchen.subarray(0, 20), `Expected a whole JPEG ${damaged}`],
    ['a PNG that holds less than it says', pngHeader(500, 400), `Expected a whole PNG ${damaged}`],
    [
      'a single pixel',
      pngHeader(1, 1),
      'Expected a photo of at least 32 × 32 pixels but received 1 × 1. Take a larger copy.',
    ],
    [
      'a line',
      pngHeader(4000, 31),
      'Expected a photo of at least 32 × 32 pixels but received 4000 × 31. Take a larger copy.',
    ],
    [
      'a picture of 400 megapixels, by its header alone',
      pngHeader(20_000, 20_000),
      'Expected a photo of at most 268 megapixels but received 20000 × 20000 (400 megapixels). Scale it down first.',
    ],
  ])('%s', async (_, bytes, message) => {
    await expect(readPhoto(bytes)).rejects.toMatchObject({
      name: 'MirrorError',
      code: 'input',
      message,
    });
  });

  it.each(['png', 'webp', 'gif', 'tiff', 'avif'] as const)('half a %s', async (format) => {
    const whole = await sharp(kitchen).resize(200).toFormat(format).toBuffer();
    await expect(readPhoto(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /^Expected a whole \S+ but it is damaged or cut short\. .*\.$/,
      ),
    });
  });
});

describe('photoSeed', () => {
  it('is one number for one photo, and another for any other', async () => {
    const seed = photoSeed(await readPhoto(kitchen));
    expect(photoSeed(await readPhoto(kitchen))).toBe(seed);
    expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
    const { pixels } = await readPhoto(kitchen);
    const data = pixels.data.slice();
    data[12_345] = (data[12_345] as number) ^ 1;
    const seeds = [
      photoSeed({ width: 1600, height: 1067, pixels: { ...pixels, data } }),
      photoSeed({ width: 3200, height: 2134, pixels }),
      photoSeed({ width: 1067, height: 1600, pixels }),
    ];
    expect(new Set([seed, ...seeds]).size).toBe(4);
  });
});

it('refuses a strip longer than any camera makes before it takes memory', async () => {
  const found = new URL('../../fuzz/found/photo-5-659.bin', import.meta.url);
  await expect(readPhoto(readFileSync(found))).rejects.toMatchObject({
    code: 'input',
    message:
      'Expected a photo of at most 65535 pixels to a side but received 3145792 × 48. Cut it into pieces.',
  });
});
