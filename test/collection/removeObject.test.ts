import { mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addObject } from '../../src/collection/addObject.js';
import { findObject } from '../../src/collection/collection.js';
import { readDecoder } from '../../src/collection/decoderStore.js';
import { editObject } from '../../src/collection/editObject.js';
import { openCollection } from '../../src/collection/openCollection.js';
import { type RemoveOptions, removeObject } from '../../src/collection/removeObject.js';
import { listRestorable, restoreObject } from '../../src/collection/restoreObject.js';
import { trainingState } from '../../src/collection/trainingState.js';
import { emptyTrash } from '../../src/collection/trash.js';
import { putObject, putTrainedObject, takeBytes } from './shelves.js';
import { everythingIn, useTemporaryFolder } from './temporaryFolder.js';

const home = useTemporaryFolder();
const at = (...path: string[]) => join(home.path, ...path);
const open = () => openCollection({ home: home.path });
const remove = (name: string, options: Partial<RemoveOptions> = {}) =>
  removeObject(home.path, { name, ...options });
const restore = (name: string, number?: number) => restoreObject(home.path, { name, number });

describe('an object that is removed', () => {
  it('is gone with its decoders, and comes back as it was', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    const before = await everythingIn(home.path);
    const kettle = findObject(await open(), 'kettle');
    const { object } = await remove('Kettle');
    expect(object).toBeUndefined();
    expect((await open()).objects).toEqual((await openCollection()).objects);
    expect(await everythingIn(home.path)).not.toContain('models');
    const restored = await restore('kettle');
    expect(restored.object).toEqual(kettle);
    expect(await everythingIn(home.path)).toEqual(before);
    expect(await trainingState(restored.object)).toEqual({ state: 'trained' });
  });

  it('comes back under another name where its own is taken meanwhile', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    await remove('kettle');
    await putObject(home.path, { name: 'Kettle', takes: ['other.mid'] });
    const { object } = await restore('kettle');
    expect(object.name).toBe('kettle-2');
    expect((await readDecoder(object))?.object).toBe('kettle-2');
    expect(await trainingState(object, { kind: 'seed' })).toEqual({ state: 'trained' });
    expect(findObject(await open(), 'Kettle').recordings).toHaveLength(1);
  });

  it('gives its place back to the starter\u2019s', async () => {
    await putObject(home.path, { name: 'clock', labels: ['tv'] });
    const { object } = await remove('clock');
    expect(object).toMatchObject({ shelf: 'starter', labels: ['clock'] });
    expect((await restore('clock')).object).toMatchObject({ shelf: 'home', labels: ['tv'] });
  });

  it('may be a link out of the collection: the link goes, and does not come back', async () => {
    const [own, elsewhere] = [at('own'), at('elsewhere')];
    const other = await putObject(elsewhere, { name: 'kettle' });
    await mkdir(join(own, 'objects'), { recursive: true });
    await symlink(other.folder, join(own, 'objects', 'kettle'));
    await removeObject(own, { name: 'kettle' });
    expect(await everythingIn(join(own, 'objects'))).not.toContain('kettle');
    await expect(restoreObject(own, { name: 'kettle' })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/this link leads to .*elsewhere/),
    });
    expect(await everythingIn(join(own, 'objects'))).not.toContain('kettle');
    expect(await everythingIn(other.folder)).toContain('recordings/one.mid');
  });

  it('keeps a recording that is a link, though the link leads nowhere from the trash', async () => {
    const { folder } = await putObject(home.path, { name: 'kettle' });
    await writeFile(at('take.mid'), takeBytes('linked'));
    await symlink('../../../take.mid', join(folder, 'recordings', 'linked.mid'));
    await remove('kettle', { recordings: ['linked.mid'] });
    const { object } = await restore('kettle');
    expect(object.recordings.map(({ name }) => name)).toEqual(['linked.mid', 'one.mid', 'two.mid']);
  });

  it('may be broken, and comes back so', async () => {
    await putObject(home.path, { name: 'kettle' });
    await rename(at('objects', 'kettle'), at('objects', 'pot'));
    await expect(open()).rejects.toThrow(/Name the folder "kettle" again/);
    await remove('pot');
    expect((await open()).objects).toEqual((await openCollection()).objects);
    await expect(restore('pot')).rejects.toThrow(/broken\. `mirror doctor`/);
    await expect(open()).rejects.toThrow(/Name the folder "kettle" again/);
  });
});

describe('a starter object that is removed', () => {
  it('is missing in this home alone, and comes back edited as it was', async () => {
    await editObject(home.path, { name: 'clock', text: 'Tick.', rename: 'grandfather' });
    await remove('grandfather');
    const names = (await open()).objects.map(({ name }) => name);
    expect(names).toEqual(
      (await openCollection()).objects.flatMap(({ name }) => (name === 'clock' ? [] : name)),
    );
    expect((await restore('grandfather')).object).toMatchObject({
      name: 'grandfather',
      text: 'Tick.',
    });
  });

  it('comes back after the trash was emptied, too', async () => {
    await remove('clock');
    expect(await emptyTrash(home.path)).toBe(1);
    expect(await listRestorable(home.path)).toMatchObject([
      { number: 0, name: 'clock', action: 'removed' },
    ]);
    expect((await restore('clock')).object.name).toBe('clock');
    expect((await open()).objects).toEqual((await openCollection()).objects);
  });

  it('leaves its name free, and comes back under another if that is taken meanwhile', async () => {
    await remove('clock');
    await putObject(home.path, { name: 'kettle' });
    await editObject(home.path, { name: 'kettle', rename: 'clock' });
    expect((await restore('clock', 1)).object).toMatchObject({
      name: 'clock-2',
      shelf: 'starter',
      labels: ['clock'],
    });
    expect(findObject(await open(), 'clock')).toMatchObject({ shelf: 'home', labels: ['cup'] });
  });
});

describe('recordings that are removed', () => {
  it('leave the others, and come back', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    const { object, entry } = await remove('kettle', { recordings: ['ONE.mid'] });
    expect(object?.recordings.map(({ name }) => name)).toEqual(['two.mid']);
    expect(entry.recordings).toEqual(['one.mid']);
    const restored = await restore('kettle');
    expect(restored.object.recordings).toHaveLength(2);
    expect(await trainingState(restored.object)).toEqual({ state: 'trained' });
  });

  it('take along what belongs to the same take, and get a number where their name is taken', async () => {
    const { folder } = await putObject(home.path, { name: 'kettle' });
    const takes = join(folder, 'recordings');
    const files = ['Take.wav', 'take.mid.beats.json', 'take.mid.old-1', 'take.mid'];
    for (const name of files) await writeFile(join(takes, name), takeBytes(name));
    await writeFile(join(takes, 'take-2.mid'), takeBytes('another'));
    const { entry } = await remove('kettle', { recordings: [join(takes, 'take.mid')] });
    expect(entry.recordings).toEqual(['Take.wav', 'take.mid']);
    expect(await everythingIn(takes)).toEqual(['one.mid', 'take-2.mid', 'two.mid']);
    await writeFile(join(takes, 'take.mid'), takeBytes('newer'));
    const { renamed } = await restore('kettle');
    expect(renamed.map(({ to }) => to)).toEqual([
      'Take-3.wav',
      'take-3.mid',
      'take-3.mid.beats.json',
      'take-3.mid.old-1',
    ]);
    expect(await readFile(join(takes, 'take-3.mid'))).toEqual(Buffer.from(takeBytes('take.mid')));
    expect(await readFile(join(takes, 'take.mid'))).toEqual(Buffer.from(takeBytes('newer')));
  });

  it.each<[string, string, RegExp]>([
    ['kettle', 'three.mid', /Expected a recording of kettle but received "three\.mid"/],
    ['kettle', 'on.mid', /Did you mean one\.mid\?/],
    ['clock', 'take-01.mid', /clock ships with the program.*--with-starter/],
    ['kettel', 'one.mid', /received "kettel"\. Did you mean kettle/],
  ])('of %s must be there: %s', async (name, recording, message) => {
    await putObject(home.path, { name: 'kettle' });
    const before = await everythingIn(home.path);
    await expect(remove(name, { recordings: [recording] })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it('wait for their object, if that was removed as well', async () => {
    await putObject(home.path, { name: 'kettle' });
    await remove('kettle', { recordings: ['one.mid'] });
    await remove('kettle');
    await expect(restore('kettle', 1)).rejects.toThrow(/there is none of yours/);
    await restore('kettle');
    expect((await restore('kettle')).object.recordings).toHaveLength(2);
  });
});

describe('a trash in which others wrote', () => {
  it.each<[string, string, RegExp]>([
    ['a name that leads out', '{"action": "removed", "name": "../x", "formerName": "x"}', /entry/],
    ['no entry', '[]', /entry\.json: Expected an entry of the trash/],
    ['an entry of nothing', '{"action": "removed", "name": "x", "formerName": "x"}', /it is gone/],
  ])('with %s is refused in one line', async (_, text, message) => {
    await mkdir(at('objects', '.trash', '1'), { recursive: true });
    await writeFile(at('objects', '.trash', '1', 'entry.json'), text);
    await expect(restore('x')).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(message),
    });
  });
});

describe('an emptied trash', () => {
  it('leaves nothing but the collection', async () => {
    await putTrainedObject(home.path, { name: 'kettle' });
    await putTrainedObject(home.path, { name: 'mug' });
    const before = await everythingIn(home.path);
    await editObject(home.path, { name: 'mug', text: 'x' });
    await remove('kettle');
    expect(await emptyTrash(home.path)).toBe(2);
    expect(await everythingIn(home.path)).toEqual(before.filter((path) => !/kettle/.test(path)));
    expect(await emptyTrash(home.path)).toBe(0);
    await expect(restore('kettle')).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('what `add` says of an object that is there', () => {
  it('can be restored, too', async () => {
    await putObject(home.path, { name: 'kettle' });
    await writeFile(at('take.mid'), takeBytes('take'));
    const files = [at('take.mid')];
    const { notes } = await addObject(home.path, {
      name: 'kettle',
      labels: ['toaster'],
      text: 'New.',
      files,
    });
    expect(notes).toEqual([
      'toaster joined cup.',
      '`mirror edit kettle --labels toaster` leaves no other.',
    ]);
    const { object } = await restore('kettle');
    expect(object).toMatchObject({ labels: ['cup'], text: 'For a test.' });
    expect(object.recordings).toHaveLength(3);
  });

  it('may join the takes of the starter\u2019s, of whose beats hints say nothing', async () => {
    await writeFile(at('take.mid'), takeBytes('take'));
    const { object, takes, added } = await addObject(home.path, {
      name: 'clock',
      files: [at('take.mid')],
      withStarter: true,
      hints: { tempoBpm: 76 },
    });
    const starter = findObject(await openCollection(), 'clock');
    expect(object.recordings).toHaveLength(starter.recordings.length + 1);
    expect(added).toHaveLength(starter.recordings.length + 1);
    expect(takes.map(({ name }) => name)).toEqual(['take.mid']);
    const beats = (await everythingIn(object.folder)).filter((path) => /beats/.test(path));
    expect(beats).toEqual(['recordings/take.mid.beats.json']);
    await mkdir(at('other'));
    await expect(
      addObject(at('other'), { name: 'kettle', labels: ['cup'], files: [], withStarter: true }),
    ).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('starter object') });
  });
});
