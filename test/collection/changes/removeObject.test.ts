import { mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editObject } from '../../../src/collection/changes/editObject.js';
import { type RemoveOptions, removeObject } from '../../../src/collection/changes/removeObject.js';
import { listRestorable, restoreObject } from '../../../src/collection/changes/restoreObject.js';
import { emptyTrash } from '../../../src/collection/changes/trash.js';
import { findObject } from '../../../src/collection/collection.js';
import { readDecoder } from '../../../src/collection/decoders/readDecoder.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { addObject } from '../../../src/collection/recordings/addObject.js';
import { trainingState } from '../../../src/collection/training/trainingState.js';
import { putObject, putTrainedObject, takeBytes } from '../shelves.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

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

  it('keeps whole characters of a long name that gets a number', async () => {
    const name = `${'a'.repeat(57)}\u{1f375}`;
    await putObject(home.path, { name });
    await remove(name);
    await putObject(home.path, { name });
    expect((await restore(name)).object.name).toBe(`${'a'.repeat(57)}-2`);
  });

  it('gives its place back to the starter\u2019s', async () => {
    await putObject(home.path, { name: 'clock', labels: ['tv'] });
    const { object } = await remove('clock');
    expect(object).toMatchObject({ shelf: 'starter', labels: ['clock'] });
    expect((await restore('clock')).object).toMatchObject({ shelf: 'home', labels: ['tv'] });
  });

  it('takes the place again of the starter\u2019s that followed it to its name', async () => {
    await putObject(home.path, { name: 'clock', labels: ['tv'] });
    await editObject(home.path, { name: 'clock', rename: 'wecker' });
    const before = await open();
    expect((await remove('wecker')).object).toMatchObject({ shelf: 'starter', name: 'wecker' });
    expect((await restore('wecker')).object).toMatchObject({ shelf: 'home', name: 'wecker' });
    expect(await open()).toEqual(before);
    expect((await restore('wecker')).object).toMatchObject({ shelf: 'home', name: 'clock' });
  });

  it('takes along what was done to it, not what was done to the starter\u2019s behind it', async () => {
    await editObject(home.path, { name: 'clock', text: 'Tick.' });
    await putObject(home.path, { name: 'clock', labels: ['tv'] });
    await editObject(home.path, { name: 'clock', text: 'Tock.' });
    await remove('clock');
    expect((await restore('clock', 1)).object).toMatchObject({ shelf: 'starter', name: 'clock' });
    expect((await open()).objects).toEqual((await openCollection()).objects);
    await expect(restore('clock', 2)).rejects.toThrow(/removed as well.* --entry 3/);
  });

  it('leaves a name to the starter\u2019s that was given it meanwhile', async () => {
    await putObject(home.path, { name: 'wecker' });
    await remove('wecker');
    await editObject(home.path, { name: 'clock', rename: 'wecker' });
    expect((await restore('wecker', 1)).object.name).toBe('wecker-2');
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
    const complaints = async () => (await open()).broken?.map(({ error }) => error.message);
    const renamed = [expect.stringMatching(/Name the folder "kettle" again/)];
    expect(await complaints()).toEqual(renamed);
    await remove('Pot');
    expect((await open()).objects).toEqual((await openCollection()).objects);
    await expect(restore('pot')).rejects.toThrow(/broken\. `mirror doctor`/);
    expect(await complaints()).toEqual(renamed);
  });

  it('is the one that is named, letter by letter, and no broken one of a like name', async () => {
    const { folder } = await putObject(home.path, { name: 'CLOCK' });
    await writeFile(join(folder, 'object.json'), '{');
    expect((await remove('clock')).entry).toMatchObject({ starter: { name: 'clock' } });
    expect((await open()).broken).toHaveLength(1);
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

  it.each([
    ['\u0130zmir.mid', '\u0130zmir-2.mid'],
    ['Cafe\u0301.MIDI', 'Caf\u00e9-2.MIDI'],
    ['\u0391\u03a3.mid', '\u0391\u03a3-2.mid'],
    ['\u{1f375}.v1.mid', '\u{1f375}.v1-2.mid'],
  ])('that were called %s come back as %s', async (name, renamed) => {
    const { folder } = await putObject(home.path, { name: 'kettle', takes: ['one.mid', name] });
    const beats = join(folder, 'recordings', `${name}.beats.json`);
    await writeFile(beats, 'x');
    await remove('kettle', { recordings: [name] });
    await writeFile(join(folder, 'recordings', name), takeBytes('newer'));
    const restored = await restore('kettle');
    expect(restored.renamed.map(({ to }) => to)).toEqual([renamed, `${renamed}.beats.json`]);
    expect(await everythingIn(join(folder, 'recordings'))).toContain(`${renamed}.beats.json`);
  });

  it.each<[string, string, RegExp]>([
    ['kettle', 'three.mid', /Expected a recording of kettle but received "three\.mid"/],
    ['kettle', 'on.mid', /Did you mean one\.mid\?/],
    ['kettle', 'One', /Did you mean one\.mid\?/],
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
    await expect(restore('kettle', 1)).rejects.toThrow(
      /it was removed as well\. `mirror restore kettle --entry 2`/,
    );
    await restore('kettle');
    expect((await restore('kettle')).object.recordings).toHaveLength(2);
  });
});

describe('two objects that had the same name, one after the other', () => {
  const restoredTakes = async (name: string) =>
    findObject(await open(), name).recordings.map((take) => take.name);

  it('get back what was theirs, whatever they are called then', async () => {
    await putObject(home.path, { name: 'samovar', takes: ['a-1.mid', 'a-2.mid'] });
    await editObject(home.path, { name: 'samovar', labels: ['bowl'] });
    await remove('samovar', { recordings: ['a-1.mid'] });
    await remove('samovar');
    await putObject(home.path, { name: 'samovar', labels: ['toaster'], takes: ['b.mid'] });
    for (const number of [1, 2]) {
      await expect(restore('samovar', number)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringMatching(/removed as well\. `mirror restore samovar --entry 3`/),
      });
    }
    expect((await restore('samovar')).object.name).toBe('samovar-2');
    expect((await restore('samovar')).object.name).toBe('samovar-2');
    expect(await restoredTakes('samovar-2')).toEqual(['a-1.mid', 'a-2.mid']);
    expect((await restore('samovar-2')).object.labels).toEqual(['cup']);
    expect(findObject(await open(), 'samovar')).toMatchObject({ labels: ['toaster'] });
    expect(await restoredTakes('samovar')).toEqual(['b.mid']);
  });

  it('may come back in any order', async () => {
    for (const takes of [
      ['a-1.mid', 'a-2.mid'],
      ['b-1.mid', 'b-2.mid'],
    ]) {
      await putObject(home.path, { name: 'samovar', takes });
      await remove('samovar', { recordings: [takes[0] as string] });
      await remove('samovar');
    }
    expect((await restore('samovar', 2)).object.name).toBe('samovar');
    expect((await restore('samovar', 4)).object.name).toBe('samovar-2');
    await restore('samovar');
    await restore('samovar-2');
    expect(await restoredTakes('samovar')).toEqual(['a-1.mid', 'a-2.mid']);
    expect(await restoredTakes('samovar-2')).toEqual(['b-1.mid', 'b-2.mid']);
  });

  it('are kept apart where one is given the name that the other had', async () => {
    await putObject(home.path, { name: 'kettle', takes: ['a-1.mid', 'a-2.mid'] });
    await remove('kettle', { recordings: ['a-1.mid'] });
    await putObject(home.path, { name: 'samovar', takes: ['b-1.mid', 'b-2.mid'] });
    await remove('samovar', { recordings: ['b-1.mid'] });
    await remove('samovar');
    await editObject(home.path, { name: 'kettle', rename: 'samovar' });
    expect((await restore('samovar', 3)).object.name).toBe('samovar-2');
    expect((await restore('samovar', 1)).object.name).toBe('samovar');
    await restore('samovar-2');
    expect(await restoredTakes('samovar')).toEqual(['a-1.mid', 'a-2.mid']);
    expect(await restoredTakes('samovar-2')).toEqual(['b-1.mid', 'b-2.mid']);
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
