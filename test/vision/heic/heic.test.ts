import { readFileSync } from 'node:fs';
// The built package: a thread begins with a file that Node itself can read.
import { canReadHeic, readPhoto } from 'sound-mirror';
import { describe, expect, it } from 'vitest';
import { BLUE, expectQuarters, GREEN, RED, YELLOW } from '../quarters.js';

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}.heic`, import.meta.url));
const UPRIGHT = [RED, GREEN, BLUE, YELLOW];

/** Where the four letters of a box's name stand. */
const boxAt = (bytes: Buffer, name: string) => bytes.indexOf(name, 'latin1');

// Skipped where the optional package libheif-js is not installed.
describe.skipIf(!canReadHeic())('a HEIC', () => {
  it.each([
    [1, [RED, GREEN, BLUE, YELLOW]],
    [2, [GREEN, RED, YELLOW, BLUE]],
    [3, [YELLOW, BLUE, GREEN, RED]],
    [4, [BLUE, YELLOW, RED, GREEN]],
    [5, [RED, BLUE, GREEN, YELLOW]],
    [6, [BLUE, RED, YELLOW, GREEN]],
    [7, [YELLOW, GREEN, BLUE, RED]],
    [8, [GREEN, YELLOW, RED, BLUE]],
  ])(
    'of orientation %i is turned once, though its boxes and its EXIF both say so',
    async (orientation, colors) => {
      const bytes = fixture(`orientation-${orientation}`);
      expect(boxAt(bytes, 'Exif')).toBeGreaterThan(0);
      const photo = await readPhoto(bytes);
      const size = orientation >= 5 ? [48, 64] : [64, 48];
      expect([photo.width, photo.height]).toEqual(size);
      expect([photo.pixels.width, photo.pixels.height]).toEqual(size);
      expectQuarters(photo, colors, 12);
    },
  );

  it.each([
    ['of ten bits', 'ten-bits', UPRIGHT, 12],
    ['with a profile of Display P3', 'profile-p3', UPRIGHT, 12],
    ['with the code points of Display P3', 'nclx-p3', UPRIGHT, 12],
    ['with the code points of BT.2020 and PQ', 'nclx-pq', UPRIGHT, 24],
    ['that is all transparent', 'clear', new Array(4).fill([255, 255, 255]), 0],
    ['whose second picture is the primary one', 'second-of-two', UPRIGHT, 12],
  ] as const)('%s has the colours that it shows', async (_, name, colors, tolerance) => {
    const photo = await readPhoto(fixture(name));
    expect([photo.width, photo.height]).toEqual([64, 48]);
    expectQuarters(photo, colors, tolerance);
  });

  it('of tiles, the last ones cut off, is put together and turned', async () => {
    const bytes = fixture('tiles');
    expect(boxAt(bytes, 'grid')).toBeGreaterThan(0);
    const photo = await readPhoto(bytes);
    expect([photo.width, photo.height]).toEqual([144, 240]);
    expectQuarters(photo, [BLUE, RED, YELLOW, GREEN], 12);
  });

  it('gives the same pixels to several callers at a time, and after many', async () => {
    const names = ['tiles', 'ten-bits', 'orientation-1'];
    const alone = await Promise.all(names.map((name) => readPhoto(fixture(name))));
    const many = Array.from({ length: 12 }, (_, i) => i % names.length);
    const photos = await Promise.all(many.map((i) => readPhoto(fixture(names[i] as string))));
    for (const [i, photo] of photos.entries()) expect(photo).toEqual(alone[many[i] as number]);
  });
});

describe.skipIf(!canReadHeic())('a HEIC is refused in one line', () => {
  const damaged =
    'Expected a whole HEIC but it is damaged or cut short. Copy it again from where it came.';

  it.each([
    ['half of it', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), damaged],
    ['without its last bytes', (bytes: Buffer) => bytes.subarray(0, -200), damaged],
    ['its opening alone', (bytes: Buffer) => bytes.subarray(0, 32), damaged],
    [
      'cropped from 400 megapixels, by its boxes: before it is decoded',
      (bytes: Buffer) => {
        const large = Buffer.from(bytes);
        const at = boxAt(large, 'ispe');
        large.writeUInt32BE(20_000, at + 8);
        large.writeUInt32BE(20_000, at + 12);
        return large;
      },
      'Expected a photo of at most 268 megapixels but received 20000 × 20000 (400 megapixels). Scale it down first.',
    ],
    [
      'that holds a JPEG',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('hvc1', 'jpeg'), 'latin1'),
      'Expected a HEIC coded with HEVC but it is coded in another way. Export it as JPEG first.',
    ],
  ])('%s', async (_, change, message) => {
    await expect(readPhoto(change(fixture('orientation-1')))).rejects.toMatchObject({
      name: 'MirrorError',
      code: 'input',
      message,
    });
  });

  it('with more pixels than are asked for', async () => {
    await expect(readPhoto(fixture('tiles'), { maxPixels: 30_000 })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('received 144 × 240'),
    });
  });

  it('with one tile damaged, which libheif alone would leave black', async () => {
    const bytes = Buffer.from(fixture('tiles'));
    // The tiles' pixels follow one another in the last box; this wrecks the first one's length.
    const pixels = bytes.indexOf('mdat', 0, 'latin1') + 4;
    bytes.fill(0xff, pixels, pixels + 40);
    await expect(readPhoto(bytes)).rejects.toMatchObject({ code: 'input', message: damaged });
  });
});
