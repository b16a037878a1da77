import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectObjects } from '../../src/vision/detectObjects.js';
import { type Detector, loadDetector } from '../../src/vision/detector.js';
import { readPhoto } from '../../src/vision/photo/photo.js';
import { cocoSsdFiles } from './cocoSsdFiles.js';

/** Rooms, each with a thing that is seen in it however small it is, and that the others do not have. */
const ROOMS = [
  ['bedroom', 'bed'],
  ['living-room', 'couch'],
  ['study', 'laptop'],
] as const;

const WIDTH = 450;
const HEIGHT = 300;

let detector: Detector;
beforeAll(async () => {
  detector = await loadDetector(cocoSsdFiles(), { backend: 'wasm' });
});
afterAll(() => detector.dispose());

/** The rooms side by side, again and again. */
async function panorama(times: number): Promise<Uint8Array> {
  const rooms = Array.from({ length: times }, () => ROOMS).flat();
  const parts = rooms.map(async ([room], i) => ({
    input: await sharp(readFileSync(new URL(`../../photos/${room}.jpg`, import.meta.url)))
      .resize(WIDTH, HEIGHT)
      .toBuffer(),
    left: i * WIDTH,
    top: 0,
  }));
  const size = { width: rooms.length * WIDTH, height: HEIGHT };
  return sharp({ create: { ...size, channels: 3, background: 'white' } })
    .composite(await Promise.all(parts))
    .png()
    .toBuffer();
}

describe('a panorama of 18 : 1', () => {
  it('is seen in each of its parts', async () => {
    const photo = await readPhoto(await panorama(4));
    expect(photo.width / photo.height).toBe(18);
    const detections = await detectObjects(detector, photo);
    for (const [i, [, label]] of ROOMS.entries()) {
      const rooms = detections
        .filter((detection) => detection.label === label)
        .map(({ box }) => Math.floor((box.x + box.width / 2) / WIDTH))
        .filter((room) => room % ROOMS.length === i);
      // One of the four may be cut by the panels.
      expect(new Set(rooms).size, label).toBeGreaterThanOrEqual(3);
    }
  });
});
