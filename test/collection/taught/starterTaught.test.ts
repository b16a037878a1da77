import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  type Detector,
  detectObjects,
  loadDetector,
  readDetectorFiles,
  readPhoto,
  taughtThings,
} from 'sound-mirror';
import { describe, expect, it } from 'vitest';
import { openCollection } from '../../../src/collection/openCollection.js';
import { openLearner } from '../../../src/collection/taught/openLearner.js';
import {
  readTaughtPhotos,
  readTaughtThings,
} from '../../../src/collection/taught/readTaughtThings.js';
import { intersectionOverUnion } from '../../../src/vision/box.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const views: readonly View[] = JSON.parse(
  await readFile(`${root}bench/taught/views/views.json`, 'utf8'),
);

interface View {
  readonly name: string;
  readonly use: 'teach' | 'test';
  /** Boxes [x, y, width, height] in shares of the picture. */
  readonly things: readonly { readonly label: string; readonly box: readonly number[] }[];
}

/** What is seen of taught things in a view that nothing was taught from. */
async function lookAt(name: string, detector: Detector) {
  const { things } = await taughtThings(await openCollection());
  const photo = await readPhoto(await readFile(`${root}bench/taught/views/${name}.jpg`));
  const detections = await detectObjects(detector, photo, { taught: things });
  return { photo, seen: detections.filter(({ taught }) => taught) };
}

describe('what the starter objects look like', () => {
  it('is enough to find them from where they were not taught, and nothing else for them', async () => {
    const detector = await loadDetector(await readDetectorFiles());
    for (const [name, label, object] of [
      ['table-4', 'coffee_grinder', 'coffee-grinder'],
      ['stove-4', 'espressokettle', 'moka-pot'],
      ['board-1', 'bread', 'bread'],
      ['desk-4', 'desk_lamp', 'lamp'],
      ['corner-0', 'kitchenKnifeStandSet', 'breadknife'],
    ] as const) {
      const { use, things } = views.find((each) => each.name === name) as View;
      expect(use, name).toBe('test');
      const shown = things.find((thing) => thing.label === label) as View['things'][number];
      const [x = 0, y = 0, width = 0, height = 0] = shown.box;
      const { photo, seen } = await lookAt(name, detector);
      const found = seen.find((each) => each.label === object);
      const drawn = {
        x: x * photo.width,
        y: y * photo.height,
        width: width * photo.width,
        height: height * photo.height,
      };
      expect(found && intersectionOverUnion(found.box, drawn), name).toBeGreaterThan(0.5);
    }
    for (const name of ['left-lamp-1', 'right-lamp-0', 'sofa-0']) {
      expect((await lookAt(name, detector)).seen, name).toEqual([]);
    }
    detector.dispose();
  });

  it('ships readable, with these weights, and learned: no mirror has to learn it', async () => {
    const collection = await openCollection();
    const learner = await openLearner();
    for (const object of collection.objects) {
      expect(await readTaughtPhotos(object, learner)).toMatchObject({ notes: [] });
    }
    const { things } = await readTaughtThings(collection, {
      ...learner,
      learn: async (name) => {
        throw new Error(`${name} is not learned as it ships: run npm run teach-starter.`);
      },
    });
    const taught = collection.objects.filter((each) =>
      each.taught?.some(({ isPositive }) => isPositive),
    );
    expect(things.map(({ name }) => name)).toEqual(taught.map(({ name }) => name));
  });
});
