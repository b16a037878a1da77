import { readFile } from 'node:fs/promises';
// The built package: a thread begins with a file that Node itself can read.
import {
  type Bank,
  type Box,
  type Detector,
  describeExample,
  describeNegative,
  detectObjects,
  learnThing,
  loadDetector,
  type Photo,
  readBankFile,
  readDetectorFiles,
  readPhoto,
  type TaughtThing,
} from 'sound-mirror';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intersectionOverUnion, shareInside } from '../../../src/vision/box.js';

/** The grinder on the table of the sample kitchen. */
const GRINDER = { x: 166, y: 520, width: 190, height: 272 };

let detector: Detector;
let bank: Bank;
let kitchen: Photo;
let grinder: TaughtThing;
beforeAll(async () => {
  detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm', threads: 1 });
  bank = await readBankFile();
  kitchen = await readPhoto(
    await readFile(new URL('../../../photos/kitchen.jpg', import.meta.url)),
  );
  const example = await describeExample(detector, kitchen, GRINDER);
  grinder = learnThing('coffee-grinder', [example], [], bank);
}, 120_000);
afterAll(() => detector.dispose());

describe('a thing taught by one box', () => {
  it('is found where it was drawn', async () => {
    const detections = await detectObjects(detector, kitchen, { taught: [grinder] });
    const [found, ...others] = detections.filter(({ taught }) => taught);
    expect(found?.label).toBe('coffee-grinder');
    expect(found?.confidence).toBeGreaterThan(0.4);
    expect(intersectionOverUnion(found?.box ?? GRINDER, GRINDER)).toBeGreaterThan(0.5);
    expect(others).toEqual([]);
  });

  it('changes nothing of what else is seen', async () => {
    const plain = await detectObjects(detector, kitchen);
    const both = await detectObjects(detector, kitchen, { taught: [grinder] });
    const others = both.filter(({ taught }) => !taught);
    expect(plain).toEqual(expect.arrayContaining(others));
    const [found] = both.filter(({ taught }) => taught);
    const kept = new Set(others.map(({ box }) => JSON.stringify(box)));
    for (const { box } of plain.filter(({ box }) => !kept.has(JSON.stringify(box)))) {
      const there = found?.box as Box;
      const overlap = Math.max(intersectionOverUnion(box, there), shareInside(box, there));
      expect(overlap).toBeGreaterThan(0.5);
    }
  });

  it.each([
    ['outside the photo', { x: 1500, y: 20, width: 200, height: 100 }],
    ['without area', { x: 20, y: 20, width: 0, height: 100 }],
    ['turned inside out', { x: 120, y: 120, width: -50, height: -50 }],
    ['that is no number', { x: Number.NaN, y: 20, width: 30, height: 100 }],
  ])('refuses a box %s', async (_, box) => {
    await expect(describeExample(detector, kitchen, box)).rejects.toThrow(
      /^Expected a box inside the photo of 1600 × 1067 pixels but received/,
    );
  });

  it('refuses a box on which no anchor lies', async () => {
    const box = { x: 200, y: 300, width: 1200, height: 3 };
    await expect(describeExample(detector, kitchen, box)).rejects.toThrow(
      /^Expected a box that the detector can see/,
    );
  });

  it('does not take another box of the same thing for background', async () => {
    const refrigerator = { x: 1204, y: 32, width: 387, height: 698 };
    const there = new Set(
      (await describeExample(detector, kitchen, refrigerator)).positive.map(String),
    );
    const shared = async (others: readonly Box[]) => {
      const example = await describeExample(detector, kitchen, GRINDER, { others });
      const { near, background } = example;
      return [...near, ...background].filter((each) => there.has(String(each))).length;
    };
    expect(await shared([])).toBeGreaterThan(0);
    expect(await shared([refrigerator])).toBe(0);
  });

  it('keeps of a photo without it the same photo’s checksum and its likeliest anchors', async () => {
    const example = await describeExample(detector, kitchen, GRINDER);
    const negative = await describeNegative(detector, kitchen);
    expect(negative.photoSha256).toBe(example.photoSha256);
    expect(negative.photoSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(negative.background).toHaveLength(64);
  });
});
