import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPhoto } from '../../../src/vision/photo/photo.js';

const DAMAGED = /^Expected a whole JPEG but it is damaged/;
let files: Readonly<Record<'baseline' | 'progressive', Buffer>>;
beforeAll(async () => {
  const room = sharp('photos/kitchen.jpg').resize(240);
  files = {
    baseline: await room.clone().jpeg().toBuffer(),
    progressive: await room.clone().jpeg({ progressive: true }).toBuffer(),
  };
});

describe('a JPEG without its end', () => {
  it.each([
    ['baseline', 'both bytes', -2],
    ['baseline', 'the last byte', -1],
    ['progressive', 'both bytes', -2],
    ['progressive', 'the last byte', -1],
  ] as const)('that is %s has all its pixels, and a note, if %s lack', async (kind, _, end) => {
    const bytes = files[kind];
    const whole = await readPhoto(bytes);
    const photo = await readPhoto(bytes.subarray(0, end));
    expect(photo.pixels).toEqual(whole.pixels);
    expect(photo.note).toBe(
      'The JPEG ends without its last two bytes; all of its picture is there.',
    );
    expect(whole.note).toBeUndefined();
  });

  it.each(
    (['baseline', 'progressive'] as const).flatMap((kind) =>
      [3, 12, 200, 2000].map((missing) => [kind, missing] as const),
    ),
  )('that is %s is damaged if %i bytes of its picture lack', async (kind, missing) => {
    const cut = files[kind].subarray(0, -missing - 2);
    await expect(readPhoto(cut)).rejects.toMatchObject({ message: expect.stringMatching(DAMAGED) });
  });

  it('that is progressive is damaged if it is cut between two scans', async () => {
    const bytes = files.progressive;
    const scan = Buffer.from([0xff, 0xda]);
    const starts = [...bytes.keys()].filter((at) => bytes.subarray(at, at + 2).equals(scan));
    expect(starts.length).toBeGreaterThan(3);
    for (const start of starts) {
      const cut = bytes.subarray(0, start);
      await expect(readPhoto(cut)).rejects.toMatchObject({
        message: expect.stringMatching(DAMAGED),
      });
    }
  });
});
