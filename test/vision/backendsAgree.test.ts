import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
// The built package: a thread begins with a file that Node itself can read.
import {
  type Detector,
  loadDetector,
  mirrorPhoto,
  openCollection,
  readDetectorFiles,
  readPhoto,
  writeMidi,
} from 'sound-mirror';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Of a confidence and of a box's edge in shares of the view: the engines add in another order. */
const TOLERANCE = 1e-4;

// TensorFlow has one engine in a thread: plain JavaScript looks in this one, WebAssembly in two others.
let cpu: Detector;
let wasm: Detector;
beforeAll(async () => {
  const files = await readDetectorFiles();
  cpu = await loadDetector(files, { backend: 'cpu' });
  wasm = await loadDetector(files, { backend: 'wasm', threads: 2 });
});
afterAll(() => {
  cpu.dispose();
  wasm.dispose();
});

const room = () => readFile(new URL('../../photos/study.jpg', import.meta.url));

describe('WebAssembly and plain JavaScript', () => {
  it('see the same within a ten thousandth', async () => {
    const { pixels } = await readPhoto(await room());
    const views = [{ x: 0, y: 0, width: pixels.width, height: pixels.height }];
    const [one] = await cpu.infer(pixels, views);
    const [other] = await wasm.infer(pixels, views);
    for (const field of ['confidences', 'boxes'] as const) {
      const theirs = other?.[field] as Float32Array;
      const furthest = one?.[field].reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (theirs[i] as number))),
        0,
      );
      expect(furthest, field).toBeLessThan(TOLERANCE);
    }
  });

  it('make the same music of it', async () => {
    const collection = await openCollection();
    // So small that it is looked at once: plain JavaScript takes a second and a half for each look.
    const bytes = await sharp(await room())
      .resize(300)
      .png()
      .toBuffer();
    const [one, other] = await Promise.all(
      [cpu, wasm].map((detector) => mirrorPhoto(bytes, { detector, collection })),
    );
    expect([one?.report.backend, other?.report.backend]).toEqual(['cpu', 'wasm']);
    expect(one?.report.detections.length).toBeGreaterThan(3);
    expect(one?.report.detections).toEqual(other?.report.detections);
    expect(writeMidi(one?.score as never)).toEqual(writeMidi(other?.score as never));
  }, 240_000);
});
