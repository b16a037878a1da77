import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EditOptions, editObject } from '../../../src/collection/changes/editObject.js';
import { listRestorable, restoreObject } from '../../../src/collection/changes/restoreObject.js';
import { answerLabel, findObject } from '../../../src/collection/collection.js';
import { readDecoder } from '../../../src/collection/decoders/readDecoder.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { addObject } from '../../../src/collection/recordings/addObject.js';
import { trainingState } from '../../../src/collection/training/trainingState.js';
import { findStandIn } from '../../../src/composition/standIns.js';
import { mirrorObject } from '../../../src/mirrorObject.js';
import { putObject, putTrainedObject, takeBytes } from '../shelves.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const home = useTemporaryFolder();
const at = (...path: string[]) => join(home.path, ...path);
const edit = (options: Partial<EditOptions>) =>
  editObject(home.path, { name: 'kettle', ...options });
const open = () => openCollection({ home: home.path });

describe('an edit of an object', () => {
  it('changes what it says, keeps the keys of others, and needs no training', async () => {
    const kettle = await putTrainedObject(home.path, { name: 'kettle', labels: ['cup', 'bowl'] });
    const file = join(kettle.folder, 'object.json');
    const words = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...words, year: 1974 }));
    const { before, object, isChanged } = await edit({
      addLabels: ['Toaster'],
      removeLabels: ['bowl'],
      instrument: 'Music Box',
      text: '',
    });
    expect([before.labels, isChanged]).toEqual([['cup', 'bowl'], true]);
    expect(object).toMatchObject({ labels: ['cup', 'toaster'], instrument: 'music box', text: '' });
    expect(JSON.parse(await readFile(file, 'utf8')).year).toBe(1974);
    expect(await trainingState(object)).toEqual({ state: 'trained' });
  });

  it('that says what it is already changes nothing and leaves nothing to restore', async () => {
    await putObject(home.path, { name: 'kettle' });
    const before = await everythingIn(home.path);
    expect((await edit({ labels: ['cup'], rename: 'kettle' })).isChanged).toBe(false);
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it('goes on without labels where there were none: the object plays where a box bears its name', async () => {
    await putObject(home.path, { name: 'floor lamp', labels: [] });
    const name = 'floor lamp';
    expect((await edit({ name, text: 'It hums.' })).object).toMatchObject({ text: 'It hums.' });
    expect((await edit({ name, labels: [] })).isChanged).toBe(false);
    const { object } = await edit({ name, instrument: 'violin', rename: 'lamp post' });
    expect(object).toMatchObject({ name: 'lamp post', labels: [], instrument: 'violin' });
    expect((await edit({ name: 'lamp post', labels: ['tv'] })).object.labels).toEqual(['tv']);
    await expect(edit({ name: 'lamp post', labels: [] })).rejects.toThrow(/^[^`]*left[^`]*$/);
  });

  it.each<[string, Partial<EditOptions>, string, RegExp]>([
    ['nothing to change', {}, 'usage', /something to change/],
    ['an object there is not', { name: 'samovar', text: 'x' }, 'usage', /received "samovar"/],
    ['an unknown label', { labels: ['mug'] }, 'input', /Did you mean cup\?/],
    ['no label', { labels: [] }, 'usage', /at least one label to be left/],
    ['a label it has not', { removeLabels: ['tv'] }, 'usage', /answers, cup, but received tv/],
    ['all its labels', { removeLabels: ['cup'] }, 'usage', /at least one label to be left/],
    ['an unknown instrument', { instrument: 'kazoo' }, 'input', /received "kazoo"/],
    ['a name that is no folder', { rename: 'a/b' }, 'input', /the character \//],
    [
      'a text too long to be read again',
      { text: 'x'.repeat(70_000) },
      'input',
      /at most 65536 bytes/,
    ],
    [
      'one for a starter object',
      { name: 'clock', text: 'é'.repeat(33_000) },
      'input',
      /shorter text/,
    ],
    ['the name of another', { rename: 'Mug' }, 'usage', /"Mug" is taken.*"Mug-2"/],
    [
      'the name of a starter object',
      { rename: 'clock' },
      'usage',
      /"clock" is an object of the starter collection, whose place only a new object takes.*"clock-2"/,
    ],
    ['the name of decoders without an object', { rename: 'ghost' }, 'usage', /"ghost" is taken/],
  ])('refuses %s, and nothing is changed', async (_, options, code, message) => {
    await putTrainedObject(home.path, { name: 'kettle' });
    await putObject(home.path, { name: 'mug' });
    await mkdir(at('models', 'ghost'));
    await writeFile(at('models', 'ghost', 'decoder.json'), '{}');
    const before = await everythingIn(home.path);
    await expect(edit(options)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });
});

describe('another name', () => {
  it('takes folder, decoders of all kinds, and what can be restored along', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    await edit({ text: 'Once.' });
    const { object } = await edit({ rename: 'Samowar 茶' });
    expect(object.recordings).toHaveLength(2);
    for (const kind of ['phrase', 'seed'] as const) {
      expect((await readDecoder(object, kind))?.object).toBe('Samowar 茶');
      expect(await trainingState(object, { kind })).toEqual({ state: 'trained' });
    }
    expect(await everythingIn(at('objects'))).not.toContain('kettle');
    expect(await everythingIn(at('models'))).not.toContain('kettle');
    expect((await mirrorObject(object, { bars: 1 })).title).toBe('Samowar 茶');
    expect((await listRestorable(home.path)).map(({ name }) => name)).toEqual([
      'Samowar 茶',
      'Samowar 茶',
    ]);
    const { object: restored } = await restoreObject(home.path, { name: 'Samowar 茶' });
    expect(restored.name).toBe('kettle');
    const { object: first } = await restoreObject(home.path, { name: 'kettle' });
    expect([first.name, first.text]).toEqual(['kettle', 'For a test.']);
    expect(await trainingState(first)).toEqual({ state: 'trained' });
  });

  it('may differ by nothing but capitals', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    const { object } = await edit({ rename: 'Kettle' });
    expect(object.name).toBe('Kettle');
    expect(await trainingState(object)).toEqual({ state: 'trained' });
  });
});

describe('an edit of a starter object', () => {
  it('is kept in the home and never written into the package', async () => {
    const [starter] = (await openCollection()).objects.filter(({ name }) => name === 'clock');
    const { object } = await edit({
      name: 'clock',
      rename: 'grandfather',
      addLabels: ['tv'],
      instrument: 'violin',
    });
    expect(object).toMatchObject({
      name: 'grandfather',
      labels: ['clock', 'tv'],
      shelf: 'starter',
      folder: starter?.folder,
    });
    expect(await everythingIn(home.path)).toEqual([
      'objects',
      'objects/.trash',
      'objects/.trash/1',
      'objects/.trash/1/entry.json',
      'objects/starter-edits.json',
    ]);
    const collection = await open();
    expect(answerLabel(collection, 'tv').map(({ name }) => name)).toEqual(['grandfather']);
    expect(collection.objects.map(({ name }) => name)).not.toContain('clock');
    expect(await trainingState(object)).toEqual({ state: 'trained' });
    const score = await mirrorObject(object, { bars: 2 });
    expect([score.title, score.parts[0]?.program]).toEqual(['grandfather', 40]);
    expect(await openCollection()).toMatchObject({ home: undefined });
    expect(findObject(await openCollection(), 'clock')).toEqual(starter);
  });

  it('is taken back whole, and the file with it', async () => {
    const before = (await openCollection()).objects;
    await edit({ name: 'clock', rename: 'grandfather' });
    await edit({ name: 'grandfather', text: 'Tick.' });
    await restoreObject(home.path, { name: 'grandfather' });
    const { object } = await restoreObject(home.path, { name: 'grandfather' });
    expect(object.name).toBe('clock');
    expect((await open()).objects).toEqual(before);
    expect(await everythingIn(at('objects'))).not.toContain('starter-edits.json');
  });

  it('is taken back behind the user\u2019s own that took its place', async () => {
    const starter = findObject(await openCollection(), 'clock');
    await edit({ name: 'clock', labels: ['dog'] });
    await putObject(home.path, { name: 'clock', labels: ['tv'] });
    const { object } = await restoreObject(home.path, { name: 'clock' });
    expect(object).toEqual(starter);
    const collection = await open();
    expect(collection.covered).toEqual([starter]);
    expect(findObject(collection, 'clock')).toMatchObject({ shelf: 'home', labels: ['tv'] });
    expect(collection.objects).toHaveLength((await openCollection()).objects.length);
    // What was taken back is done again in the same place.
    await restoreObject(home.path, { name: 'clock' });
    expect((await open()).covered).toMatchObject([{ name: 'clock', labels: ['dog'] }]);
  });

  it('goes on when recordings make it the user\u2019s own, whose decoder plays once it is trained', async () => {
    await edit({ name: 'clock', rename: 'grandfather', addLabels: ['tv'], instrument: 'violin' });
    await writeFile(at('take.mid'), takeBytes('take'));
    const { object, starter } = await addObject(home.path, {
      name: 'Grandfather',
      files: [at('take.mid')],
    });
    expect(object).toMatchObject({ shelf: 'home', labels: ['clock', 'tv'], instrument: 'violin' });
    expect(starter?.starterName).toBe('clock');
    await edit({ name: 'grandfather', rename: 'pendulum', removeLabels: ['tv'] });
    const collection = await open();
    const own = findObject(collection, 'pendulum');
    const { object: standIn, notes } = await findStandIn(collection, own);
    expect(notes).toEqual([
      "pendulum is not trained yet: run `mirror train pendulum`. The starter's pendulum answers instead.",
    ]);
    expect(standIn).toMatchObject({ labels: ['clock'], starterName: 'clock', program: 40 });
    expect((await mirrorObject(standIn, { bars: 1 })).title).toBe('pendulum');
    expect(collection.objects.filter(({ labels }) => labels.includes('clock'))).toEqual([own]);
  });
});

describe('more edits of the starter collection than can be read again', () => {
  it('are refused, and the home stays as it is', async () => {
    const { objects } = await openCollection();
    const text = 'x'.repeat(65_000);
    const full = Object.fromEntries(objects.slice(0, 15).map(({ name }) => [name, { text }]));
    await mkdir(at('objects'));
    await writeFile(at('objects', 'starter-edits.json'), JSON.stringify(full));
    const name = objects[15]?.name;
    const before = await everythingIn(home.path);
    await expect(edit({ name, text })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('at most 1000000 bytes'),
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });
});

describe('a home whose edits of the starter collection cannot be used', () => {
  it.each([
    ['{"clock": {"labels": ["mug"]}}', /starter-edits\.json: .*Did you mean cup/],
    ['{"clock": {"name": "dog"}}', /two of them the name "dog"/],
    ['{"clock": 3}', /received 3\. Mend it/],
    ['[]', /received \[\]/],
    ['{"clock"', /received something else/],
  ])('says so in one line: %s', async (text, message) => {
    await mkdir(at('objects'));
    await writeFile(at('objects', 'starter-edits.json'), text);
    await expect(open()).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(message),
    });
  });

  it('heeds nothing of objects that the starter collection has no longer', async () => {
    await mkdir(at('objects'));
    await writeFile(at('objects', 'starter-edits.json'), '{"abacus": {"removed": true}}');
    expect((await open()).objects).toEqual((await openCollection()).objects);
  });
});
