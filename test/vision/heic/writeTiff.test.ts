import sharp from 'sharp';
import { expect, it } from 'vitest';
import { writeTiff } from '../../../src/vision/heic/writeTiff.js';

it.each([
  [3, 3 * 5],
  [3, 17],
  [4, 4 * 5],
  [4, 31],
] as const)(
  'writes %i channels in rows of %i bytes as a TIFF that sharp reads back',
  async (channels, stride) => {
    const data = Uint8Array.from({ length: 7 * stride }, (_, i) => (37 * i) % 256);
    const plane = { width: 5, height: 7, stride, data };
    const tiff = writeTiff(plane, { channels, profile: undefined });
    const read = await sharp(tiff).raw().toBuffer({ resolveWithObject: true });
    expect(read.info).toMatchObject({ width: 5, height: 7, channels });
    const rows = Array.from({ length: 7 }, (_, row) => [
      ...data.subarray(row * stride, row * stride + 5 * channels),
    ]);
    expect([...read.data]).toEqual(rows.flat());
  },
);

it('carries a profile, odd in length, as it is', async () => {
  const picture = sharp({ create: { width: 9, height: 9, channels: 3, background: '#a63' } });
  const { icc } = await sharp(await picture.withIccProfile('p3').png().toBuffer()).metadata();
  const profile = Buffer.concat([icc as Buffer, Buffer.from([0])]);
  const plane = { width: 1, height: 1, stride: 3, data: Uint8Array.of(9, 8, 7) };
  const tiff = writeTiff(plane, { channels: 3, profile });
  expect((await sharp(tiff).metadata()).icc).toEqual(profile);
});
