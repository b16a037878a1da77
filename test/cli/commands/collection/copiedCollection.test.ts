import { cp, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveRoom } from '../../../../src/collection/rooms/savedRooms.js';
import { putTrainedObject } from '../../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { runInProcess } from '../../runInProcess.js';
import { KITCHEN, linesOf } from '../../runMirror.js';

const folder = useTemporaryFolder();
const run = (home: string, ...words: string[]) =>
  runInProcess([...words, '--home', home], { folder: folder.path });

/** The bytes of the MIDI file that an object of a collection plays. */
async function played(home: string, name: string): Promise<Buffer> {
  const heard = await run(home, 'hear', name, '-o', `${name}.mid`);
  expect([heard.code, heard.stderr.includes('train')]).toEqual([0, false]);
  return readFile(join(folder.path, `${name}.mid`));
}

/** Everything that a home may hold. */
async function fillHome(home: string): Promise<void> {
  await putTrainedObject(home, { name: 'kettle', labels: ['toaster'] });
  await putTrainedObject(home, { name: 'radio' });
  await saveRoom(home, 'loft', {
    title: 'loft',
    photo: await readFile(KITCHEN),
    document: {},
  });
  const changes = [
    ['edit', 'clock', '--add-labels', 'tv'],
    ['teach', 'oven', KITCHEN, '--box', '412,30,96,140'],
    ['remove', 'radio'],
  ];
  for (const words of changes) expect((await run(home, ...words)).code, words.join(' ')).toBe(0);
}

describe('a collection that is copied as a whole', () => {
  it('plays at once where it lies now, with all that was added, taught, edited, removed and saved', async () => {
    const home = join(folder.path, 'my-sounds');
    const copy = join(folder.path, 'elsewhere', 'backup');
    await fillHome(home);
    const parts = await everythingIn(home);
    expect(parts).toEqual(
      expect.arrayContaining([
        'models/kettle/weights.bin',
        'objects/.taught/oven/learned.json',
        'objects/.trash/1',
        'objects/kettle/object.json',
        'objects/starter-edits.json',
        'rooms/loft/room.json',
      ]),
    );
    const before = {
      kettle: await played(home, 'kettle'),
      objects: (await run(home, 'objects')).stdout,
      restorable: (await run(home, 'restore')).stdout,
    };
    // `cp -R` gives each file the time at which it is copied, as this does.
    await cp(home, copy, { recursive: true });
    await rename(home, join(folder.path, 'no longer there'));

    expect(await played(copy, 'kettle')).toEqual(before.kettle);
    expect((await run(copy, 'objects')).stdout).toBe(before.objects);
    expect(before.objects).toMatch(/^kettle .* trained +home$/m);
    expect((await run(copy, 'restore')).stdout).toBe(before.restorable);
    expect(linesOf((await run(copy, 'room')).stdout)).toEqual(['loft']);
    expect(await everythingIn(copy)).toEqual(parts);
    expect((await run(copy, 'restore', 'radio')).code).toBe(0);
    await played(copy, 'radio');
  });

  it('has no file that says where it lies', async () => {
    const home = join(folder.path, 'my-sounds');
    await fillHome(home);
    for (const part of await everythingIn(home)) {
      const path = join(home, part);
      if ((await stat(path)).isFile())
        expect((await readFile(path)).includes(home), part).toBe(false);
    }
  });

  it('gives another collection one object with its folders in objects/ and models/; without the second it has to be trained', async () => {
    const home = join(folder.path, 'my-sounds');
    const other = join(folder.path, 'other');
    await putTrainedObject(home, { name: 'kettle', labels: ['toaster'] });
    await mkdir(other);
    await cp(join(home, 'objects/kettle'), join(other, 'objects/kettle'), { recursive: true });
    const untrained = await run(other, 'hear', 'kettle');
    expect([untrained.code, untrained.stderr]).toEqual([
      2,
      expect.stringContaining('mirror train kettle'),
    ]);
    await cp(join(home, 'models/kettle'), join(other, 'models/kettle'), { recursive: true });
    expect(await played(other, 'kettle')).toEqual(await played(home, 'kettle'));
  });
});
