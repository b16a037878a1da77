import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intersectionOverUnion, shareInside } from '../../src/vision/box.js';
import type { Detection } from '../../src/vision/detection.js';
import { detectObjects } from '../../src/vision/detectObjects.js';
import { type Detector, loadDetector } from '../../src/vision/detector.js';
import { COCO_LABELS } from '../../src/vision/labels.js';
import { readPhoto } from '../../src/vision/photo/photo.js';
import { mirrorBox } from '../../src/vision/taught/variations.js';
import { cocoSsdFiles } from './cocoSsdFiles.js';

const bytesOf = (room: string) =>
  readFileSync(new URL(`../../photos/${room}.jpg`, import.meta.url));

let detector: Detector;
beforeAll(async () => {
  detector = await loadDetector(cocoSsdFiles(), { backend: 'wasm' });
});
afterAll(() => detector.dispose());

async function detect(bytes: Uint8Array, minConfidence?: number): Promise<Detection[]> {
  return await detectObjects(detector, await readPhoto(bytes), { minConfidence });
}

const found = new Map<string, Promise<Detection[]>>();

/** What is found in a sample room, which several tests ask for: it is looked at once. */
function detectRoom(room: string): Promise<Detection[]> {
  const detections = found.get(room) ?? detect(bytesOf(room));
  found.set(room, detections);
  return detections;
}

/** How many of each label there are. */
function count(detections: readonly Detection[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { label } of detections) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** Whether each of these is among those: the same label at nearly the same place. */
function expectAmong(
  these: readonly Omit<Detection, 'confidence'>[],
  those: readonly Detection[],
  overlap: number,
): void {
  for (const { label, box } of these) {
    const nearest = Math.max(
      0,
      ...those
        .filter((other) => other.label === label)
        .map((other) => intersectionOverUnion(other.box, box)),
    );
    expect(nearest, label).toBeGreaterThan(overlap);
  }
}

describe('detectObjects on the sample rooms', () => {
  /** What a person counts in the picture and the detector finds; `also` may be named as well, for it is there too. */
  const ROOMS = [
    {
      room: 'kitchen',
      counts: {
        refrigerator: 1,
        'dining table': 1,
        'potted plant': 2,
        bowl: 1,
        knife: 1,
        chair: 1,
        clock: 1,
        cup: 2,
        'wine glass': 1,
        banana: 1,
        orange: 1,
        oven: 1,
        microwave: 1,
      },
      also: ['vase', 'apple', 'bottle', 'sink'],
    },
    {
      room: 'study',
      counts: {
        laptop: 1,
        clock: 1,
        chair: 1,
        mouse: 1,
        keyboard: 1,
        'potted plant': 2,
        'dining table': 1,
      },
      also: ['vase', 'book', 'cup', 'cell phone'],
    },
    {
      room: 'living-room',
      counts: { couch: 1, clock: 1, tv: 1, chair: 1, 'potted plant': 1, vase: 2, bowl: 1 },
      also: ['book', 'cup', 'orange', 'apple', 'remote'],
    },
    {
      room: 'bedroom',
      counts: { bed: 1, clock: 1, chair: 1, 'teddy bear': 1, 'potted plant': 2 },
      also: ['vase', 'book'],
    },
  ];

  it.each(ROOMS)(
    'names the things of the $room, each once, and nothing that is not there',
    async (expected) => {
      const counts = count(await detectRoom(expected.room));
      expect(counts).toMatchObject(expected.counts);
      const others = Object.keys(counts).filter((label) => !(label in expected.counts));
      expect(expected.also).toEqual(expect.arrayContaining(others));
    },
  );

  it('finds them where they stand', async () => {
    // Measured by eye on photos/kitchen.jpg; more than half of the union is what COCO counts as found.
    const places = [
      ['dining table', 0, 671, 1475, 396],
      ['refrigerator', 1254, 60, 346, 640],
      ['knife', 562, 831, 363, 129],
      ['bowl', 607, 622, 226, 117],
      ['clock', 588, 0, 124, 115],
      ['cup', 1079, 742, 112, 118],
      ['cup', 110, 790, 185, 123],
      ['banana', 1095, 910, 228, 155],
      ['wine glass', 907, 565, 80, 212],
      ['chair', 1187, 502, 312, 492],
    ] as const;
    const expected = places.map(([label, x, y, width, height]) => ({
      label,
      box: { x, y, width, height },
    }));
    expectAmong(expected, await detectRoom('kitchen'), 0.5);
  });
});

describe('detectObjects where things crowd', () => {
  const partOf = (room: string, left: number, top: number, width: number, height: number) =>
    sharp(bytesOf(room)).extract({ left, top, width, height });

  it('tells two cups side by side on a shelf apart', async () => {
    const shelf = await partOf('kitchen', 620, 120, 150, 100).resize(640).png().toBuffer();
    const cups = (await detect(shelf)).filter(({ label }) => label === 'cup');
    expectAmong(
      [
        { label: 'cup', box: { x: 166, y: 153, width: 154, height: 145 } },
        { label: 'cup', box: { x: 324, y: 153, width: 149, height: 145 } },
      ],
      cups,
      0.7,
    );
    expect(cups).toHaveLength(2);
  });

  it('keeps two cups two where one hides a part of the other, and the table under them', async () => {
    const mug = await partOf('kitchen', 1074, 738, 120, 124).png().toBuffer();
    const corner = await partOf('kitchen', 900, 650, 480, 320)
      .composite([{ input: mug, left: 94, top: 88 }])
      .png()
      .toBuffer();
    const counts = count(await detect(await sharp(corner).resize(960).png().toBuffer()));
    expect(counts).toMatchObject({ cup: 2, banana: 1, 'dining table': 1 });
  });

  it.each([
    ['living-room', { x: 20, y: 140, width: 360, height: 560 }],
    ['bedroom', { x: 1260, y: 255, width: 340, height: 495 }],
  ] as const)('tells the books on the shelves of the %s one by one', async (room, shelves) => {
    const books = (await detectRoom(room)).filter(
      ({ label, box }) => label === 'book' && shareInside(box, shelves) > 0.9,
    );
    expect(books.length).toBeGreaterThan(4);
    for (const { box } of books) {
      expect(box.width).toBeLessThan(60);
      const inside = books.filter((book) => shareInside(book.box, box) >= 0.7);
      expect(inside.length, 'the book itself and at most one more').toBeLessThanOrEqual(2);
    }
  });
});

describe('detectObjects', () => {
  it('gives labels of COCO, best first, in whole pixels inside the photo', async () => {
    const { width, height } = await readPhoto(bytesOf('bedroom'));
    const detections = await detect(bytesOf('bedroom'), 0.2);
    expect(detections.length).toBeGreaterThan(20);
    for (const [i, { label, confidence, box }] of detections.entries()) {
      expect(COCO_LABELS).toContain(label);
      expect(confidence).toBeGreaterThanOrEqual(0.2);
      expect(confidence).toBeLessThanOrEqual(detections[i - 1]?.confidence ?? 1);
      expect(Object.values(box).every(Number.isInteger)).toBe(true);
      expect(Math.min(box.x, box.y, box.width - 1, box.height - 1)).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
    }
  });

  it('says the same of the same photo, time and again', async () => {
    const first = await detectRoom('study');
    expect(await detect(bytesOf('study'))).toEqual(first);
    await detect(bytesOf('bedroom'));
    expect(await detect(bytesOf('study'))).toEqual(first);
  });

  it.each([
    [3, 180],
    [6, 270],
    [8, 90],
  ])(
    'finds the same in a photo that lies on its side, by EXIF orientation %i',
    async (orientation, degrees) => {
      const upright = await detectRoom('kitchen');
      const lying = sharp(bytesOf('kitchen')).rotate(degrees).withMetadata({ orientation });
      const turned = await detect(await lying.png({ compressionLevel: 1 }).toBuffer());
      expect(count(turned)).toEqual(count(upright));
      expectAmong(upright, turned, 0.95);
    },
  );

  it('gives boxes in pixels of the photo, however large it is', async () => {
    const large = await sharp(bytesOf('study')).resize(4800).jpeg({ quality: 95 }).toBuffer();
    const sure = (await detectRoom('study')).filter(({ confidence }) => confidence > 0.6);
    const tripled = sure.map(({ label, box }) => ({
      label,
      box: { x: 3 * box.x, y: 3 * box.y, width: 3 * box.width, height: 3 * box.height },
    }));
    expectAmong(tripled, await detect(large), 0.85);
  });

  it('keeps only what is confident enough, and says the same of it whatever else is asked for', async () => {
    const [all, sure] = [
      await detect(bytesOf('living-room'), 0.05),
      await detect(bytesOf('living-room'), 0.85),
    ];
    expect(sure.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['clock', 'couch', 'tv']),
    );
    expect(sure).toEqual(all.filter(({ confidence }) => confidence >= 0.85));
  });

  it('does not drown in noise when everything is asked for', async () => {
    const all = await detect(bytesOf('study'), 0);
    expect(all.length).toBeLessThan(500);
    expect(Math.min(...all.map(({ confidence }) => confidence))).toBeGreaterThanOrEqual(0.03);
  });

  it.each([Number.NaN, -0.1, 1.1, 40])('refuses %d for a confidence', async (minConfidence) => {
    await expect(detect(bytesOf('study'), minConfidence)).rejects.toMatchObject({
      code: 'usage',
      message: `Expected a least confidence from 0 to 1 but received ${minConfidence}.`,
    });
  });

  it('finds what it is sure of in a careful look too, mirrored or not', async () => {
    const photo = await readPhoto(bytesOf('kitchen'));
    const plain = await detectObjects(detector, photo, { minConfidence: 0.7 });
    expect(plain.length).toBeGreaterThan(4);
    const careful = await detectObjects(detector, photo, { careful: true });
    expectAmong(plain, careful, 0.7);
    const flopped = await readPhoto(await sharp(bytesOf('kitchen')).flop().png().toBuffer());
    const there = await detectObjects(detector, flopped, { careful: true });
    const back = there.map((each) => ({ ...each, box: mirrorBox(each.box, photo.width) }));
    expectAmong(
      careful.filter(({ confidence }) => confidence > 0.6),
      back,
      0.7,
    );
  });

  it('looks along a panorama', async () => {
    const [living, kitchen] = await Promise.all(
      ['living-room', 'kitchen'].map((room) =>
        sharp(bytesOf(room)).resize({ height: 600 }).toBuffer(),
      ),
    );
    const panorama = sharp({
      create: { width: 1800, height: 600, channels: 3, background: 'grey' },
    });
    const bytes = await panorama
      .composite([
        { input: living, left: 0, top: 0 },
        { input: kitchen, left: 900, top: 0 },
      ])
      .jpeg({ quality: 95 })
      .toBuffer();
    const places = (await detect(bytes)).map(({ label, box }) => ({
      label,
      side: box.x + box.width / 2 < 900 ? 'left' : 'right',
    }));
    for (const label of ['couch', 'tv', 'vase'])
      expect(places).toContainEqual({ label, side: 'left' });
    for (const label of ['refrigerator', 'bowl', 'knife']) {
      expect(places).toContainEqual({ label, side: 'right' });
    }
    expect(places.filter(({ label }) => label === 'couch')).toHaveLength(1);
    expect(places.filter(({ label }) => label === 'refrigerator')).toHaveLength(1);
  });

  it.each([
    ['a grey wall', 900, 600],
    ['a thumbnail', 90, 60],
    ['a strip', 5000, 33],
  ])('sees nothing on %s', async (_, width, height) => {
    const wall = sharp({ create: { width, height, channels: 3, background: '#888' } });
    expect(await detect(await wall.png().toBuffer())).toEqual([]);
  });

  it('leaves no tensor behind', async () => {
    const photo = await readPhoto(bytesOf('bedroom'));
    const before = tf.memory().numTensors;
    expect(before).toBeGreaterThan(150);
    for (let round = 0; round < 3; round++) await detectObjects(detector, photo);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops between two looks when it is told to, leaving no tensor behind', async () => {
    const photo = await readPhoto(bytesOf('bedroom'));
    const before = tf.memory().numTensors;
    const abort = new AbortController();
    const work = detectObjects(detector, photo, { signal: abort.signal });
    abort.abort();
    await expect(work).rejects.toMatchObject({ name: 'MirrorError', code: 'aborted' });
    expect(tf.memory().numTensors).toBe(before);
  });
});
