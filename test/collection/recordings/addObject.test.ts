import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCollection } from '../../../src/collection/openCollection.js';
import { type AddOptions, addObject } from '../../../src/collection/recordings/addObject.js';
import { putObject, takeBytes } from '../shelves.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const top = useTemporaryFolder();
let home: string;
let takes: string;
beforeEach(async () => {
  home = join(top.path, 'home');
  takes = join(top.path, 'takes');
  await mkdir(takes);
  for (const name of ['take1.mid', 'take2.mid', 'take3.mid']) {
    await writeFile(join(takes, name), takeBytes(name));
  }
});

const take = (name: string) => join(takes, name);
const kettle = (options: Partial<AddOptions> = {}) =>
  addObject(home, { name: 'kettle', labels: ['toaster'], files: [take('take1.mid')], ...options });

describe('adding a new object', () => {
  it('makes the home, with the recordings as they are', async () => {
    const { object, added, notes } = await kettle({
      labels: ['toaster', 'cup', 'cup'],
      instrument: 'Music Box',
      text: 'It sings.',
      files: [take('take1.mid'), take('take2.mid')],
    });
    expect(added).toEqual(['take1.mid', 'take2.mid']);
    expect(notes).toEqual([]);
    expect(await everythingIn(home)).toEqual([
      'objects',
      'objects/kettle',
      'objects/kettle/object.json',
      'objects/kettle/recordings',
      'objects/kettle/recordings/take1.mid',
      'objects/kettle/recordings/take2.mid',
    ]);
    expect(JSON.parse(await readFile(join(object.folder, 'object.json'), 'utf8'))).toEqual({
      name: 'kettle',
      labels: ['toaster', 'cup'],
      instrument: 'music box',
      text: 'It sings.',
    });
    const collection = await openCollection({ home });
    expect(collection.objects).toContainEqual(object);
    expect(await readFile(object.recordings[1]?.path ?? '')).toEqual(
      Buffer.from(takeBytes('take2.mid')),
    );
  });

  it('gives it a safe and visible name in any script', async () => {
    await writeFile(take('.a:b?.MID'), takeBytes('odd'));
    await writeFile(take('no extension'), takeBytes('bare'));
    const files = [take('.a:b?.MID'), take('no extension')];
    const { object, added } = await kettle({ name: 'Cafe\u0301 冷蔵庫', files });
    expect(object.name).toBe('Caf\u00e9 冷蔵庫');
    expect(added).toEqual(['a-b-.MID', 'no extension.mid']);
    expect(object.recordings.map(({ name }) => name)).toEqual(['a-b-.MID', 'no extension.mid']);
  });

  it('takes the place of a starter object of that name, and says so', async () => {
    const { object, notes } = await addObject(home, { name: 'clock', files: [take('take1.mid')] });
    expect(object).toMatchObject({ shelf: 'home', labels: ['clock'] });
    expect(notes).toEqual([
      expect.stringContaining('takes the place of the starter'),
      'It learns yours alone. `mirror add clock --with-starter` joins its 8.',
    ]);
  });

  it('may have no labels, and says that it has to be taught then', async () => {
    const { object, notes } = await kettle({ labels: undefined });
    expect(object.labels).toEqual([]);
    expect(notes).toEqual([
      expect.stringMatching(/^kettle has no labels: it is heard once it is taught\./),
    ]);
    const labelled = await kettle({ labels: ['cup'] });
    expect(labelled.object.labels).toEqual(['cup']);
    expect(labelled.notes).toContain('kettle answers cup now.');
  });
});

describe('adding to an object that is there', () => {
  beforeEach(() => kettle());

  it('joins labels and recordings and keeps the rest, keys of others included', async () => {
    const file = join(home, 'objects', 'kettle', 'object.json');
    const before = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...before, text: 'Mine.', mood: 7 }));
    const { object, added } = await kettle({ labels: ['cup'], files: [take('take2.mid')] });
    expect(added).toEqual(['take2.mid']);
    expect(object).toMatchObject({ labels: ['toaster', 'cup'], text: 'Mine.' });
    expect(object.recordings.map(({ name }) => name)).toEqual(['take1.mid', 'take2.mid']);
    expect(JSON.parse(await readFile(file, 'utf8')).mood).toBe(7);
  });

  it('needs no labels, and leaves an object.json alone that says it all already', async () => {
    const file = join(home, 'objects', 'kettle', 'object.json');
    const byHand = '{"labels":["toaster"],   "name":"kettle"}';
    await writeFile(file, byHand);
    await kettle({ labels: undefined, files: [take('take2.mid')] });
    expect(await readFile(file, 'utf8')).toBe(byHand);
  });

  it('leaves out a recording that is there already, under whatever name', async () => {
    await writeFile(take('copy.mid'), takeBytes('take1.mid'));
    const { added, notes } = await kettle({ files: [take('take1.mid'), take('copy.mid')] });
    expect(added).toEqual([]);
    expect(notes).toEqual([
      'take1.mid: already there as take1.mid, not copied again',
      'copy.mid: already there as take1.mid, not copied again',
    ]);
  });

  it('keeps both where two recordings have one name, capitals or not', async () => {
    await mkdir(join(takes, 'b'));
    await writeFile(join(takes, 'b', 'Take1.mid'), takeBytes('another'));
    await mkdir(join(takes, 'c'));
    await writeFile(join(takes, 'c', 'take1.mid'), takeBytes('a third'));
    const { added, notes } = await kettle({
      files: [join(takes, 'b', 'Take1.mid'), join(takes, 'c', 'take1.mid')],
    });
    expect(added).toEqual(['Take1-2.mid', 'take1-3.mid']);
    expect(notes).toEqual(['Take1.mid: kept as Take1-2.mid', 'take1.mid: kept as take1-3.mid']);
  });

  it('keeps a recording whose copy hides its name, and every other file there is', async () => {
    const recordings = join(home, 'objects', 'kettle', 'recordings');
    await writeFile(join(recordings, 'copy.mid'), takeBytes('take1.mid'));
    await mkdir(join(recordings, 'take2.mid'));
    await mkdir(join(takes, 'b'));
    const files = ['take1.mid', 'copy.mid', 'take2.mid'].map((name) => join(takes, 'b', name));
    for (const file of files) await writeFile(file, takeBytes(file));
    const { added } = await kettle({ files });
    expect(added).toEqual(['take1-2.mid', 'copy-2.mid', 'take2-2.mid']);
    for (const name of ['take1.mid', 'copy.mid']) {
      expect(await readFile(join(recordings, name))).toEqual(Buffer.from(takeBytes('take1.mid')));
    }
  });

  it('adds to the object that is meant where a name differs by nothing but capitals, hyphens and spaces', async () => {
    const written = ['tea kettle', 'Tea Kettle', 'tea-kettle', 'TeaKettle'];
    for (const name of written) {
      const { object } = await kettle({ name, files: [take('take1.mid')] });
      expect(object.name).toBe('tea kettle');
    }
    expect(await readdir(join(home, 'objects'))).toEqual(expect.arrayContaining(['tea kettle']));
    expect(await readdir(join(home, 'objects'))).not.toContain('tea-kettle');
  });
});

describe('adding what cannot be used leaves nothing behind:', () => {
  it.each<[string, () => Promise<Partial<AddOptions>>, RegExp]>([
    ['no file', async () => ({ files: [] }), /^Expected recordings to add but received none\. /],
    ['a missing file', async () => ({ files: [take('take1.mid'), take('x.mid')] }), /no such file/],
    ['a folder', async () => ({ files: [takes] }), /this is a folder/],
    [
      'a text named .mid',
      async () => {
        await writeFile(take('text.mid'), 'Dear diary');
        return { files: [take('take1.mid'), take('text.mid')] };
      },
      /text\.mid: .*is text/,
    ],
    [
      'a recording cut short',
      async () => {
        await writeFile(take('cut.mid'), takeBytes('cut').subarray(0, 60));
        return { files: [take('take1.mid'), take('cut.mid')] };
      },
      /cut\.mid: .*cut short/,
    ],
    ['an unknown label', async () => ({ labels: ['cup', 'toster'] }), /Did you mean toaster/],
    ['a label every record knows', async () => ({ labels: ['__proto__'] }), /COCO labels/],
    ['a text too long to be read again', async () => ({ text: 'x'.repeat(70_000) }), /65536 bytes/],
    ['an unknown instrument', async () => ({ instrument: 'kazoo' }), /General MIDI name/],
    ['a name that leads away', async () => ({ name: '../kettle' }), /character \//],
    ["the detector's name", async () => ({ name: 'coco-ssd' }), /detector's weights/],
  ])('%s', async (_, prepare, line) => {
    const options = await prepare();
    const before = await everythingIn(top.path);
    await expect(kettle(options)).rejects.toMatchObject({ message: expect.stringMatching(line) });
    expect(await everythingIn(top.path)).toEqual(before);
  });

  it('a home that cannot be written', async () => {
    await writeFile(home, 'a file in its place');
    await expect(kettle()).rejects.toMatchObject({ code: 'input' });
    expect(await readFile(home, 'utf8')).toBe('a file in its place');
  });

  it('a signal that has fired', async () => {
    const before = await everythingIn(top.path);
    for (const name of ['kettle', 'mug']) {
      await expect(kettle({ name, signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: 'aborted',
      });
    }
    expect(await everythingIn(top.path)).toEqual(before);
  });

  it('recordings/ that is a link out of the collection', async () => {
    const { folder } = await putObject(home, { name: 'kettle', takes: [] });
    await rm(join(folder, 'recordings'), { recursive: true });
    await symlink(takes, join(folder, 'recordings'));
    await writeFile(join(top.path, 'new.mid'), takeBytes('new'));
    const before = await everythingIn(top.path);
    await expect(kettle({ files: [join(top.path, 'new.mid')] })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('inside the collection'),
    });
    expect(await everythingIn(top.path)).toEqual(before);
  });
});
