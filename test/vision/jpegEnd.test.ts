import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPhoto } from '../../src/vision/photo.js';

let baseline: Buffer;
let progressive: Buffer;
beforeAll(async () => {
  const room = sharp('photos/kitchen.jpg').resize(240);
  baseline = await room.clone().jpeg().toBuffer();
  progressive = await room.clone().jpeg({ progressive: true }).toBuffer();
});

describe('a JPEG without its end', () => {
  it.each([
    ['both bytes', -2],
    ['the last byte', -1],
  ])('has all its pixels, and a note, if %s lack', async (_, end) => {
    const whole = await readPhoto(baseline);
    const photo = await readPhoto(baseline.subarray(0, end));
    expect(photo.pixels).toEqual(whole.pixels);
    expect(photo.note).toBe(
      'The JPEG ends without its last two bytes; all of its picture is there.',
    );
    expect(whole.note).toBeUndefined();
  });

  it.each([3, 12, 200])('is damaged if %i bytes lack', async (missing) => {
    await expect(readPhoto(baseline.subarray(0, -missing - 2))).rejects.toMatchObject({
      message: expect.stringMatching(/^Expected a whole JPEG but it is damaged/),
    });
  });

  it('is damaged if it is progressive: its last scans could be missing', async () => {
    await expect(readPhoto(progressive.subarray(0, -2))).rejects.toMatchObject({ code: 'input' });
  });
});
