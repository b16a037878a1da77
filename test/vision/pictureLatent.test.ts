import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import { type Photo, readPhoto } from '../../src/vision/photo/photo.js';
import { pictureLatent } from '../../src/vision/pictureLatent.js';

const LENGTH = 16;
const ROOMS = ['kitchen', 'study', 'living-room', 'bedroom'];
const bytesOf = (room: string) =>
  readFileSync(new URL(`../../photos/${room}.jpg`, import.meta.url));
const kitchen = await readPhoto(bytesOf('kitchen'));

/** In pixels of kitchen.jpg. */
const KNIFE = { x: 526, y: 817, width: 392, height: 150 };
const CLOCK = { x: 584, y: 0, width: 122, height: 117 };
const BOWL = { x: 599, y: 618, width: 237, height: 127 };

/** 1 for the same direction, about 0 for latents that have nothing in common. */
function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
  return dot / Math.hypot(...a) / Math.hypot(...b);
}

describe('pictureLatent', () => {
  it('gives the same numbers for the same picture', async () => {
    const again = await readPhoto(bytesOf('kitchen'));
    expect(pictureLatent(again, KNIFE, LENGTH)).toEqual(pictureLatent(kitchen, KNIFE, LENGTH));
    expect(pictureLatent(kitchen, KNIFE, LENGTH)).toHaveLength(LENGTH);
  });

  it('gives nearly the same for a photo a little brighter, and for a box a little off', async () => {
    const bytes = await sharp(bytesOf('kitchen')).linear(1.05, 6).jpeg().toBuffer();
    const brighter = await readPhoto(bytes);
    for (const box of [KNIFE, CLOCK, BOWL]) {
      const latent = pictureLatent(kitchen, box, LENGTH);
      expect(cosine(latent, pictureLatent(brighter, box, LENGTH))).toBeGreaterThan(0.98);
      const shifted = { ...box, x: box.x + 4, width: box.width - 3 };
      expect(cosine(latent, pictureLatent(kitchen, shifted, LENGTH))).toBeGreaterThan(0.9);
    }
  });

  it('tells objects apart', () => {
    const [knife, clock, bowl] = [KNIFE, CLOCK, BOWL].map((box) =>
      pictureLatent(kitchen, box, LENGTH),
    ) as [number[], number[], number[]];
    for (const [a, b] of [
      [knife, clock],
      [clock, bowl],
      [bowl, knife],
    ] as const) {
      expect(cosine(a, b)).toBeLessThan(0.8);
    }
  });

  it('is spread about as N(0, 1) over the crops of all rooms', async () => {
    const photos = await Promise.all(ROOMS.map((room) => readPhoto(bytesOf(room))));
    const random = seededRandom('crops');
    const latents = photos.flatMap((photo) =>
      Array.from({ length: 100 }, () => {
        const width = 40 + random() * 360;
        const height = width * (0.5 + random());
        const x = random() * (photo.width - width);
        const y = random() * (photo.height - height);
        return pictureLatent(photo, { x, y, width, height }, LENGTH);
      }),
    );
    for (let i = 0; i < LENGTH; i++) {
      const values = latents.map((latent) => latent[i] as number);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(Math.abs(mean)).toBeLessThan(0.75);
      expect(Math.sqrt(variance)).toBeGreaterThan(0.5);
      expect(Math.sqrt(variance)).toBeLessThan(1.6);
    }
    const size =
      latents.reduce((sum, latent) => sum + Math.hypot(...latent) ** 2, 0) / latents.length;
    expect(size / LENGTH).toBeGreaterThan(0.7);
    expect(size / LENGTH).toBeLessThan(1.3);
  });

  it('begins a long latent as a short one', () => {
    const long = pictureLatent(kitchen, CLOCK, 40);
    expect(pictureLatent(kitchen, CLOCK, 3)).toEqual(long.slice(0, 3));
  });

  /** A photo whose pixels are given by a function of their place. */
  function drawn(width: number, height: number, level: (x: number, y: number) => number): Photo {
    const data = new Uint8Array(width * height * 3).map((_, i) =>
      level(Math.floor(i / 3) % width, Math.floor(i / 3 / width)),
    );
    return { width, height, pixels: { width, height, data } };
  }

  it('takes a plain surface for what it is: finite, the same each time, another for another level', () => {
    const whole = { x: 0, y: 0, width: 50, height: 40 };
    const grey = pictureLatent(
      drawn(50, 40, () => 128),
      whole,
      LENGTH,
    );
    const grainy = pictureLatent(
      drawn(50, 40, (x, y) => 128 + ((x + y) % 2)),
      whole,
      LENGTH,
    );
    const white = pictureLatent(
      drawn(50, 40, () => 255),
      whole,
      LENGTH,
    );
    expect(grey.every(Number.isFinite)).toBe(true);
    expect(
      pictureLatent(
        drawn(50, 40, () => 128),
        whole,
        LENGTH,
      ),
    ).toEqual(grey);
    const speck = drawn(50, 40, (x, y) => (x + y === 0 ? 127 : 128));
    expect(pictureLatent(speck, whole, LENGTH)).toEqual(grey);
    expect(cosine(grey, white)).toBeLessThan(0.9);
    expect(grainy.every(Number.isFinite)).toBe(true);
  });

  /** A photo of three colours, unlike each other and from pixel to pixel. */
  function coloured(width: number, height: number, change = (level: number) => level): Photo {
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
      change((37 * i + 11 * (i % 3) * Math.floor(i / (3 * width))) % 100),
    );
    return { width, height, pixels: { width, height, data } };
  }

  /** The same photo with every pixel as a square of eight by eight. */
  function enlarged({ pixels: { width, height, data } }: Photo): Photo {
    const large = new Uint8Array(64 * data.length).map((_, i) => {
      const pixel = Math.floor(i / 3);
      const [x, y] = [Math.floor((pixel % (8 * width)) / 8), Math.floor(pixel / (64 * width))];
      return data[3 * (y * width + x) + (i % 3)] as number;
    });
    const pixels = { width: 8 * width, height: 8 * height, data: large };
    return { width: pixels.width, height: pixels.height, pixels };
  }

  it.each([
    { x: 0, y: 0, width: 40, height: 24 },
    { x: 3.5, y: 2.25, width: 21, height: 13 },
    { x: 7.125, y: 5.5, width: 3.5, height: 2.25 },
    { x: 33, y: 17, width: 7, height: 7 },
  ])('counts of a pixel what lies in a cell: $x, $y, $width × $height', (box) => {
    const photo = coloured(40, 24);
    const large = { x: 8 * box.x, y: 8 * box.y, width: 8 * box.width, height: 8 * box.height };
    const latent = pictureLatent(photo, box, LENGTH);
    for (const [i, value] of pictureLatent(enlarged(photo), large, LENGTH).entries())
      expect(latent[i]).toBeCloseTo(value, 9);
  });

  it('leaves out brightness and contrast, and has the opposite of a negative', () => {
    const box = { x: 3, y: 2, width: 30, height: 20 };
    const latent = pictureLatent(coloured(40, 24), box, LENGTH);
    const bright = pictureLatent(
      coloured(40, 24, (level) => 2 * level + 50),
      box,
      LENGTH,
    );
    const negative = pictureLatent(
      coloured(40, 24, (level) => 255 - level),
      box,
      LENGTH,
    );
    for (const [i, value] of latent.entries()) {
      expect(bright[i]).toBeCloseTo(value, 9);
      expect(negative[i]).toBeCloseTo(-value, 9);
    }
  });

  it('depends on each colour, and on each place', () => {
    const photo = coloured(40, 24);
    const whole = { x: 0, y: 0, width: 40, height: 24 };
    const latent = pictureLatent(photo, whole, LENGTH);
    for (const [x, y, colour] of [
      [0, 0, 0],
      [2, 1, 1],
      [39, 23, 2],
      [17, 12, 1],
    ] as const) {
      const data = photo.pixels.data.slice();
      data[3 * (40 * y + x) + colour] = 255;
      const other = { ...photo, pixels: { ...photo.pixels, data } };
      expect(pictureLatent(other, whole, LENGTH)).not.toEqual(latent);
    }
  });

  it('averages cells that are smaller than a pixel', () => {
    const ramp = drawn(50, 40, (x) => 5 * x);
    const thin = pictureLatent(ramp, { x: 20, y: 10, width: 3, height: 2 }, LENGTH);
    expect(thin.every(Number.isFinite)).toBe(true);
    const dot = pictureLatent(ramp, { x: 19.75, y: 9.75, width: 0.5, height: 0.5 }, LENGTH);
    expect(dot.every(Number.isFinite)).toBe(true);
    expect(
      cosine(thin, pictureLatent(ramp, { x: 8, y: 10, width: 24, height: 16 }, LENGTH)),
    ).toBeGreaterThan(0.9);
  });

  it('reads boxes in pixels of the full photo, also where the working copy is smaller', () => {
    const level = (x: number, y: number) => (x * y) % 251;
    const small = drawn(60, 50, level);
    const shown = { ...small, width: 240, height: 100 };
    const box = { x: 13, y: 8, width: 31, height: 27 };
    const large = { x: 52, y: 16, width: 124, height: 54 };
    expect(pictureLatent(shown, large, LENGTH)).toEqual(pictureLatent(small, box, LENGTH));
  });

  it('cuts a box at the edge of the photo, and refuses one outside it', () => {
    const photo = drawn(50, 40, (x, y) => (x * 7 + y * 3) % 256);
    expect(pictureLatent(photo, { x: 30, y: 20, width: 500, height: 500 }, LENGTH)).toEqual(
      pictureLatent(photo, { x: 30, y: 20, width: 20, height: 20 }, LENGTH),
    );
    expect(() => pictureLatent(photo, { x: 60, y: 3, width: 5, height: 5 }, LENGTH)).toThrow(
      /^Expected a box inside the photo of 50 × 40 pixels but received 5 × 5 at 60, 3\.$/,
    );
  });
});
