import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { type DetectedObject, load } from '@tensorflow-models/coco-ssd';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromCocoSsd } from '../src/fromCocoSsd.js';
import {
  COCO_LABELS,
  type Collection,
  type Detection,
  mirrorPhoto,
  openBackend,
  openCollection,
  type Photo,
  readPhoto,
  writeMidi,
} from '../src/index.js';
import { cocoSsdFiles } from './vision/cocoSsdFiles.js';

const cup = { class: 'cup', score: 0.8125, bbox: [-3.2, 10, 50, 40.4] } as DetectedObject;

/** The package as published, fed with the same weights from memory. */
async function detectWithPackage({ pixels }: Photo): Promise<DetectedObject[]> {
  const files = cocoSsdFiles();
  const { modelTopology, weightsManifest } = JSON.parse(files.modelJson);
  const weightSpecs = weightsManifest.flatMap((group: { weights: object[] }) => group.weights);
  const weightData = files.shards.map((shard) => new Uint8Array(shard).buffer);
  const handler = tf.io.fromMemory({ modelTopology, weightSpecs, weightData });
  const model = await load({ modelUrl: handler as unknown as string });
  const image = tf.tensor3d(pixels.data, [pixels.height, pixels.width, 3], 'int32');
  const objects = await model.detect(image);
  image.dispose();
  model.dispose();
  return objects;
}

let photo: Photo;
let collection: Collection;
beforeAll(async () => {
  await openBackend('wasm');
  photo = await readPhoto(await readFile(new URL('../photos/kitchen.jpg', import.meta.url)));
  collection = await openCollection();
});

describe('fromCocoSsd', () => {
  it('makes music of what the package itself saw in the kitchen', async () => {
    const objects = await detectWithPackage(photo);
    expect(objects.length).toBeGreaterThan(2);
    const detections = fromCocoSsd(JSON.parse(JSON.stringify(objects)), {
      photo,
      picture: photo.pixels,
    });
    expect(detections.map(({ label }) => label)).toEqual(objects.map((object) => object.class));
    const { report, score } = await mirrorPhoto(photo, { detections, collection });
    expect(report.detections).toEqual(detections);
    expect(report).not.toHaveProperty('backend');
    expect(report.tracks.flatMap(({ labels }) => labels)).toContain('refrigerator');
    expect(writeMidi(score).length).toBeGreaterThan(1000);
  });

  it('takes every label that the package has', () => {
    const objects = COCO_LABELS.map((label) => ({ ...cup, class: label }));
    expect(fromCocoSsd(objects).map(({ label }) => label)).toEqual(COCO_LABELS);
  });

  it.each([
    ['at the left edge', {}, { x: 0, y: 10, width: 47, height: 40 }],
    ['in a photo', { photo: { width: 40, height: 30 } }, { x: 0, y: 10, width: 40, height: 20 }],
    [
      'from a smaller picture',
      { photo: { width: 1000, height: 300 }, picture: { width: 500, height: 100 } },
      { x: 0, y: 30, width: 94, height: 121 },
    ],
  ])('clips, scales and rounds a box %s', (_, options, box) => {
    expect(fromCocoSsd([cup], options)).toEqual([{ label: 'cup', confidence: 0.813, box }]);
  });

  it('leaves out what lies outside of the photo', () => {
    expect(fromCocoSsd([cup], { photo: { width: 40, height: 10 } })).toEqual([]);
  });

  it.each<[string, unknown, object, RegExp]>([
    ['no list', { predictions: [] }, {}, /with a list, but received \{"predictions"/],
    ['nothing in it', [null], {}, /80 labels as `class`, but received undefined/],
    ['a label of others', [{ ...cup, class: 'teapot' }], {}, /received "teapot"/],
    ['a score in per cent', [{ ...cup, score: 81 }], {}, /0 to 1 as `score`, but received 81/],
    ['a score as text', [{ ...cup, score: '0.8' }], {}, /received "0\.8"/],
    ['three numbers', [{ ...cup, bbox: [1, 2, 3] }], {}, /four numbers as `bbox`/],
    ['a hole', [{ ...cup, bbox: [1, 2, 3, Number.NaN] }], {}, /four numbers as `bbox`/],
    ['no photo', [cup], { picture: { width: 9, height: 9 } }, /`photo` beside `picture`/],
    ['a flat photo', [cup], { photo: { width: 9, height: 0 } }, /"9 × 0"/],
  ])('refuses %s', (_, objects, options, line) => {
    const call = () => fromCocoSsd(objects as DetectedObject[], options);
    expect(call).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(call).toThrow(line);
  });
});

describe('mirrorPhoto of detections from elsewhere', () => {
  const seen: Detection = {
    label: 'clock',
    confidence: 0.6,
    box: { x: 10, y: 10, width: 300, height: 200 },
  };

  it('leaves out those below a confidence that is asked for, and none else', async () => {
    const faint: Detection = { ...seen, label: 'cup', confidence: 0.05 };
    const labelsOf = async (options: { minConfidence?: number }) => {
      const detections = [seen, faint];
      const { report } = await mirrorPhoto(photo, { detections, collection, ...options });
      return report.detections.map(({ label }) => label);
    };
    expect(await labelsOf({})).toEqual(['clock', 'cup']);
    expect(await labelsOf({ minConfidence: 0.1 })).toEqual(['clock']);
  });

  it('takes a taught thing by the name of its object', async () => {
    const grinder: Detection = { ...seen, label: 'coffee-grinder', taught: true };
    const { report } = await mirrorPhoto(photo, { detections: [grinder], collection });
    expect(report.tracks).toMatchObject([{ object: 'coffee-grinder', taught: true }]);
  });

  it('finds nothing to play in an empty list', async () => {
    const mirroring = mirrorPhoto(photo, { detections: [], collection });
    await expect(mirroring).rejects.toMatchObject({ code: 'unanswered' });
  });

  it.each<[string, unknown, RegExp]>([
    ['no list', 'cup', /a list but received the string "cup"/],
    ['what coco-ssd gives', [cup], /label of detection 1 of 1 .* fromCocoSsd/],
    ['a strange label', [seen, { ...seen, label: 'teapot' }], /detection 2 of 2 .* "teapot"/],
    ['a thing nothing has', [{ ...seen, label: 'x', taught: true }], /an object of the collection/],
    ['a confidence of 2', [{ ...seen, confidence: 2 }], /0 to 1 as the confidence/],
    ['a confidence as text', [{ ...seen, confidence: '0.5' }], /received "0\.5"/],
    ['no box', [{ label: 'cup', confidence: 1 }], /box of detection 1 of 1 but received undefined/],
    ['half a pixel', [{ ...seen, box: { ...seen.box, x: 0.5 } }], /whole pixels within/],
    [
      'an edge beyond',
      [{ ...seen, box: { ...seen.box, width: 9999 } }],
      /within the photo's \d+ ×/,
    ],
    ['a flat box', [{ ...seen, box: { ...seen.box, height: 0 } }], /whole pixels/],
    ['an edge before', [{ ...seen, box: { ...seen.box, y: -1 } }], /whole pixels/],
  ])('refuses %s', async (_, detections, line) => {
    const given = detections as readonly Detection[];
    const outcome = await mirrorPhoto(photo, { detections: given, collection }).catch((e) => e);
    expect(outcome).toMatchObject({ name: 'MirrorError', code: 'usage' });
    expect(outcome.message).toMatch(line);
  });
});
