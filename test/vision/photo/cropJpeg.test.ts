import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cropJpeg } from '../../../src/vision/photo/cropJpeg.js';
import type { Photo } from '../../../src/vision/photo/photo.js';

/** Twice as large as its working copy, which is red on the left and blue on the right. */
const photo: Photo = {
  width: 1200,
  height: 800,
  pixels: {
    width: 600,
    height: 400,
    data: Uint8Array.from({ length: 3 * 600 * 400 }, (_, i) => {
      const isLeft = Math.floor(i / 3) % 600 < 300;
      return [isLeft ? 200 : 10, 20, isLeft ? 10 : 200][i % 3] as number;
    }),
  },
};

describe('cropJpeg', () => {
  it.each([
    ['a part', { x: 700, y: 100, width: 90, height: 60 }, 45, 30],
    ['a large part, made smaller', { x: 600, y: 0, width: 600, height: 800 }, 192, 256],
    ['a speck', { x: 1199, y: 799, width: 1, height: 1 }, 1, 1],
  ])('shows %s of the photo', async (_, box, width, height) => {
    const jpeg = sharp(await cropJpeg(photo, box));
    expect(await jpeg.metadata()).toMatchObject({ format: 'jpeg', width, height });
    const { channels } = await jpeg.stats();
    const [red, , blue] = channels.map(({ mean }) => mean) as [number, number, number];
    expect(red).toBeLessThan(40);
    expect(blue).toBeGreaterThan(170);
  });
});
