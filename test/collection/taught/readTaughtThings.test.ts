import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeObject } from '../../../src/collection/changes/removeObject.js';
import { restoreObject } from '../../../src/collection/changes/restoreObject.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { formatLearned, parseLearned } from '../../../src/collection/taught/learnedFile.js';
import { type Learner, readTaughtThings } from '../../../src/collection/taught/readTaughtThings.js';
import { teachObject } from '../../../src/collection/taught/teachObject.js';
import type { TaughtThing } from '../../../src/vision/taught/taughtThing.js';
import { useTemporaryFolder } from '../temporaryFolder.js';
import { DETECTOR, newTaughtPhoto, type TaughtPlan } from './taughtPhotos.js';

const home = useTemporaryFolder();
const learnedPath = () => join(home.path, 'objects', 'mill', 'taught', 'learned.json');
const teach = (...plans: readonly TaughtPlan[]) =>
  teachObject(home.path, { name: 'mill', photos: plans.map(newTaughtPhoto) });

/** Learns nothing of use, and counts how often it is asked. */
function countingLearner(changed: Partial<Learner> = {}): Learner & { readonly calls: unknown[] } {
  const calls: unknown[] = [];
  return {
    detector: DETECTOR,
    bank: `bank of ${home.path}`,
    calls,
    learn: async (name, examples, negatives) => {
      calls.push([name, examples.length, negatives.length]);
      return thingCalled(name);
    },
    ...changed,
  };
}

function thingCalled(name: string): TaughtThing {
  const weights = Float32Array.from({ length: 400 }, (_, i) => Math.sin(i + name.length));
  const calibration = { slope: 1.3, offset: -0.41 };
  const lines = [1, 2, 3, 4].map((n) => weights.map((value) => value / n));
  const boxRegression = { mean: [0.1, -0.2, 0.3, -0.4], weights: lines } as const;
  return { name, weights, boxRegression, mean: 0.07, deviation: 0.31, threshold: 2.9, calibration };
}

/** Of the home's own object; the starter's are taught too. */
const read = async (learner: Learner) => {
  const { objects } = await openCollection({ home: home.path });
  return readTaughtThings({ objects: objects.filter(({ name }) => name === 'mill') }, learner);
};

describe('the things that a collection was taught', () => {
  it('are learned once, and then read', async () => {
    await teach({ name: 'a.jpg' }, { name: 'b.jpg' }, { name: 'hall.jpg', boxes: [] });
    const learner = countingLearner();
    const first = await read(learner);
    expect(first).toEqual({ things: [thingCalled('mill')], notes: [] });
    expect(await read(learner)).toEqual(first);
    expect(learner.calls).toEqual([['mill', 2, 1]]);
    expect(parseLearned(await readFile(learnedPath(), 'utf8'), { name: 'mill', key: '' })).toBe(
      undefined,
    );
  });

  it('leave nothing behind of an object that another process removes meanwhile', async () => {
    await teach({ name: 'a.jpg' });
    const learner = countingLearner({
      learn: async (name) => {
        await removeObject(home.path, { name });
        return thingCalled(name);
      },
    });
    expect((await read(learner)).things).toHaveLength(1);
    const { object } = await restoreObject(home.path, { name: 'mill' });
    expect(object.taught).toHaveLength(1);
  });

  it('are read from the file by another process, and whatever that holds is not believed', async () => {
    await teach({ name: 'a.jpg' });
    await read(countingLearner());
    const kept = await readFile(learnedPath(), 'utf8');
    const key = JSON.parse(kept).key as string;
    expect(parseLearned(kept, { name: 'ei', key })).toEqual({ ...thingCalled('mill'), name: 'ei' });
    const { learned } = JSON.parse(kept);
    const changed = (part: object) =>
      JSON.stringify({ ...JSON.parse(kept), learned: { ...learned, ...part } });
    for (const text of [
      kept.slice(0, -40),
      'null',
      kept.replace(/"version":\d+/, '"version":0'),
      changed({ deviation: 0 }),
      changed({ threshold: null }),
      changed({ shift: [0, 0, 0] }),
      changed({ weights: { ...learned.weights, base64: 'AAAA' } }),
      changed({ weights: { ...learned.weights, sha256: 'a'.repeat(64) } }),
    ]) {
      expect(parseLearned(text, { name: 'mill', key }), text.slice(0, 80)).toBeUndefined();
    }
    expect(parseLearned(formatLearned(thingCalled('ei'), key), { name: 'ei', key })).toEqual(
      thingCalled('ei'),
    );
  });

  it.each([
    ['another photo', async () => teach({ name: 'b.jpg' }), {}],
    ['a photo that does not show it', async () => teach({ name: 'c.jpg', boxes: [] }), {}],
    ['another bank', async () => {}, { bank: 'another' }],
  ])('are learned again after %s', async (_, change, changed) => {
    await teach({ name: 'a.jpg' });
    await read(countingLearner());
    await change();
    const learner = countingLearner(changed);
    await read(learner);
    expect(learner.calls).toHaveLength(1);
  });

  it('are learned each time where they cannot be written down', async () => {
    await teach({ name: 'a.jpg' });
    // Where a folder is in the way, no user can write a file.
    await mkdir(learnedPath());
    const { things, notes } = await read(countingLearner({ bank: 'for reading' }));
    expect({ things, notes }).toEqual({ things: [thingCalled('mill')], notes: [] });
    expect(await readdir(learnedPath())).toEqual([]);
  });

  it('do without a photo that cannot be used, and say so each time', async () => {
    const { object } = await teach({ name: 'a.jpg' }, { name: 'b.jpg' });
    const [first] = object.taught ?? [];
    const vectors = join(first?.folder ?? '', 'vectors.bin');
    await truncate(vectors, 2001);
    for (let round = 0; round < 2; round++) {
      const learner = countingLearner({ bank: 'with a damaged one' });
      const { things, notes } = await read(learner);
      expect(things).toHaveLength(1);
      expect(learner.calls).toEqual([['mill', 1, 0]]);
      expect(notes).toEqual([
        expect.stringMatching(
          /^\/.*vectors.bin of 4040 bytes but received 2001 bytes\. Teach it again, or `mirror forget mill [0-9a-f]{16}`\.$/,
        ),
      ]);
    }
  });

  it('say it in one line where several photos cannot be used', async () => {
    await teach(...['a.jpg', 'b.jpg', 'c.jpg'].map((name) => ({ name, detector: 'b'.repeat(64) })));
    const { notes } = await read(countingLearner({ bank: 'with stale ones' }));
    expect(notes).toEqual([
      expect.stringMatching(
        /other numbers\. Teach it again, or `mirror forget mill [0-9a-f]{16}`\. So it is with 2 more of 3 photos\.$/,
      ),
    ]);
  });

  it('are none where other weights taught them, or nothing of them can be read', async () => {
    const { object } = await teach({ name: 'a.jpg', detector: 'b'.repeat(64) });
    const stale = await read(countingLearner());
    expect(stale.things).toEqual([]);
    expect(stale.notes).toEqual([expect.stringMatching(/other numbers\. Teach it again/)]);
    const folder = object.taught?.[0]?.folder ?? '';
    await rm(join(folder, 'taught.json'));
    const missing = await read(countingLearner());
    expect(missing.notes).toEqual([expect.stringMatching(/there is no such file/)]);
    await writeFile(join(folder, 'taught.json'), Buffer.alloc(2_200_000));
    expect((await read(countingLearner())).notes).toEqual([
      expect.stringMatching(/2\.2\d* MB and 2\.\d* MB are the most/),
    ]);
  });

  it('need a photo that shows them', async () => {
    await teach({ name: 'hall.jpg', boxes: [] });
    const learner = countingLearner();
    expect(await read(learner)).toEqual({ things: [], notes: [] });
    expect(learner.calls).toEqual([]);
  });
});
