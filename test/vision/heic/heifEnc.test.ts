import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import {
  canReadHeic,
  type Detection,
  type Detector,
  detectObjects,
  loadDetector,
  MIRROR_DEFAULTS,
  readDetectorFiles,
  readPhoto,
} from 'sound-mirror';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const run = promisify(execFile);
const folder = useTemporaryFolder();
const hasEncoder = await run('heif-enc', ['--help']).then(
  () => true,
  () => false,
);

// Skipped where heif-enc, of Debian's libheif-examples, or the optional package libheif-js is not installed.
describe.skipIf(!hasEncoder || !canReadHeic())('a room as heif-enc writes it', () => {
  let detector: Detector;
  beforeAll(async () => {
    detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm' });
  });
  afterAll(() => detector.dispose());

  const { minConfidence } = MIRROR_DEFAULTS;
  const see = async (bytes: Uint8Array) => {
    const photo = await readPhoto(bytes);
    return { photo, seen: await detectObjects(detector, photo, { minConfidence }) };
  };

  it.each([
    ['kitchen', 8],
    ['living-room', 10],
  ])('%s, of %i bits, shows the same things as its JPEG, boxes within 2 %%', async (room, bits) => {
    const file = fileURLToPath(new URL(`../../../photos/${room}.jpg`, import.meta.url));
    const jpeg = await readFile(file);
    const source = join(folder.path, bits === 8 ? 'room.jpg' : 'room.png');
    const deep = () => sharp(jpeg).toColourspace('rgb16').png().toBuffer();
    await writeFile(source, bits === 8 ? jpeg : await deep());
    const heic = join(folder.path, 'room.heic');
    await run('heif-enc', ['-q', '90', '-b', '10', '-o', heic, source]);
    const expected = await see(jpeg);
    const received = await see(await readFile(heic));
    const { width, height } = expected.photo;
    expect([received.photo.width, received.photo.height]).toEqual([width, height]);
    const distance = ({ box: a }: Detection, { box: b }: Detection) =>
      Math.max(
        Math.abs(a.x - b.x) / width,
        Math.abs(a.y - b.y) / height,
        Math.abs(a.x + a.width - b.x - b.width) / width,
        Math.abs(a.y + a.height - b.y - b.height) / height,
      );
    const unmatched = (some: readonly Detection[], others: readonly Detection[]) =>
      some
        // Whether a thing is sure enough may change with a compression; only whether the surer ones are there may not.
        .filter(({ confidence }) => confidence >= minConfidence + 0.1)
        .filter((thing) =>
          others.every((other) => other.label !== thing.label || distance(thing, other) > 0.02),
        );
    expect(expected.seen.length).toBeGreaterThan(3);
    expect(unmatched(expected.seen, received.seen)).toEqual([]);
    expect(unmatched(received.seen, expected.seen)).toEqual([]);
  });
});
