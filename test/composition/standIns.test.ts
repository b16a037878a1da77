import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerLabel, type Collection } from '../../src/collection/collection.js';
import { readDecoder } from '../../src/collection/decoders/readDecoder.js';
import { readObject } from '../../src/collection/readShelf.js';
import type { SoundObject } from '../../src/collection/soundObject.js';
import { findStandIn, unplayableThings, withStandIns } from '../../src/composition/standIns.js';
import { ageDecoder, putObject, putTrainedObject, takeBytes } from '../collection/shelves.js';
import { useTemporaryFolder } from '../collection/temporaryFolder.js';

const top = useTemporaryFolder();

/** A home whose kettle takes the place of a starter's kettle, and whose mug takes the place of none. */
async function homeOverStarter(): Promise<Collection> {
  const [home, starter] = ['home', 'starter'].map((name) => join(top.path, name)) as [
    string,
    string,
  ];
  await mkdir(home);
  await mkdir(starter);
  const kettle = await putTrainedObject(home, { name: 'kettle', labels: ['cup', 'vase'] });
  const mug = await putTrainedObject(home, { name: 'mug', labels: ['bowl'] });
  const covered = await putTrainedObject(starter, { name: 'kettle', labels: ['vase', 'clock'] });
  return { home, objects: [kettle, mug], covered: [{ ...covered, shelf: 'starter' }] };
}

describe('withStandIns', () => {
  it('leaves a collection as it is whose decoders can play', async () => {
    const collection = await homeOverStarter();
    const { collection: same, notes } = await withStandIns(collection, new Set(['cup']));
    expect([same.objects, notes]).toEqual([collection.objects, []]);
  });

  it('gives a stale object\u2019s place back to the starter\u2019s of that name, with a line', async () => {
    const collection = await homeOverStarter();
    for (const object of collection.objects) await ageDecoder(object);
    const result = await withStandIns(collection, new Set(['cup', 'bowl']));
    // The mug takes no place and stays where it is.
    expect(result.collection.objects.map(({ name, shelf }) => [name, shelf])).toEqual([
      ['kettle', 'starter'],
      ['mug', 'home'],
    ]);
    expect(result.notes).toEqual([
      expect.stringMatching(
        /^kettle is stale: .*Run `mirror train kettle`\. The starter's kettle answers instead\.$/,
      ),
    ]);
  });

  it('leaves a label of an object that cannot play to those who would answer it without it', async () => {
    const collection = await homeOverStarter();
    const mug = collection.objects[1] as SoundObject;
    await ageDecoder(mug);
    const path = join(top.path, 'starter');
    const bowl = await putTrainedObject(path, { name: 'fruit-bowl', labels: ['bowl'] });
    const objects = [...collection.objects, { ...bowl, shelf: 'starter' as const }];
    const result = await withStandIns({ ...collection, objects }, new Set(['bowl']));
    const names = answerLabel(result.collection, 'bowl').map(({ name }) => name);
    expect(names).toEqual(['fruit-bowl']);
    expect(result.notes).toEqual([
      expect.stringMatching(
        /^mug is stale: .*Run `mirror train mug`\. Until then, fruit-bowl answers bowl\.$/,
      ),
    ]);
    expect([...result.noted]).toEqual(['mug']);
  });

  it('says of an object without recordings that it has none, and who answers its label', async () => {
    const collection = await homeOverStarter();
    const egg = await putObject(join(top.path, 'home'), {
      name: 'egg',
      labels: ['bowl'],
      takes: [],
    });
    const objects = [...collection.objects, egg];
    const { notes } = await withStandIns({ ...collection, objects }, new Set(['bowl']));
    expect(notes).toEqual([
      'egg has no recordings yet: `mirror add egg take.mid`. Until then, mug answers bowl.',
    ]);
  });

  it.each<[string, (kettle: SoundObject) => Promise<unknown>, RegExp]>([
    [
      'is not trained yet',
      ({ modelsFolder }) => rm(modelsFolder, { recursive: true }),
      /^kettle is not trained yet: run `mirror train kettle`\. The starter's kettle answers instead\.$/,
    ],
    [
      'is damaged',
      ({ modelsFolder }) => rm(join(modelsFolder, 'weights.bin')),
      /weights\.bin .* The starter's kettle answers instead\.$/,
    ],
  ])('has the starter\u2019s play under the words of one that %s', async (_, harm, line) => {
    const collection = await homeOverStarter();
    const [kettle] = collection.objects as [SoundObject];
    await harm(kettle);
    const result = await withStandIns(collection, new Set(['cup']));
    expect(result.notes).toEqual([expect.stringMatching(line)]);
    const [standIn] = answerLabel(result.collection, 'cup') as [SoundObject];
    const { name, labels, instrument, text } = kettle;
    expect(standIn).toMatchObject({ name, labels, instrument, text });
    expect(standIn.modelsFolder).not.toBe(kettle.modelsFolder);
    expect((await readDecoder(standIn))?.object).toBe('kettle');
  });

  it('names a decoder that has not learned all recordings, and lets it play', async () => {
    const collection = await homeOverStarter();
    const [kettle] = collection.objects as [SoundObject];
    await writeFile(join(kettle.folder, 'recordings', 'new.mid'), takeBytes('new'));
    const fresh = await readObject(join(top.path, 'home'), { folderName: 'kettle', shelf: 'home' });
    const { object, notes } = await findStandIn(collection, fresh);
    expect(object).toBe(fresh);
    expect(notes).toEqual(['kettle is stale: new.mid added. Run `mirror train kettle`.']);
  });

  it('asks only of objects that answer what is seen', async () => {
    const collection = await homeOverStarter();
    for (const object of collection.objects) await ageDecoder(object);
    const { collection: same, notes } = await withStandIns(collection, new Set(['clock']));
    expect([same.objects, notes]).toEqual([collection.objects, []]);
  });
});

describe('unplayableThings', () => {
  it('names the taught things that no object can play for', async () => {
    const collection = await homeOverStarter();
    const [kettle, mug] = collection.objects as [SoundObject, SoundObject];
    const seen = ['kettle', 'mug', 'gone'].map((label) => ({
      label,
      taught: true as const,
      confidence: 0.5,
      box: { x: 0, y: 0, width: 1, height: 1 },
    }));
    const unplayable = async () => [...(await unplayableThings(seen, collection))];
    expect(await unplayable()).toEqual(['gone']);
    // The starter's kettle plays for the one; nothing plays for the other.
    for (const { modelsFolder } of [kettle, mug]) await rm(modelsFolder, { recursive: true });
    expect(await unplayable()).toEqual(['mug', 'gone']);
  });
});
