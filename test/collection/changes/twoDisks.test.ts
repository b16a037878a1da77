import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editObject } from '../../../src/collection/changes/editObject.js';
import { changeCollection } from '../../../src/collection/changes/journal.js';
import { formatJournal } from '../../../src/collection/changes/journalFile.js';
import type { JournalStep } from '../../../src/collection/changes/journalSteps.js';
import { removeObject } from '../../../src/collection/changes/removeObject.js';
import { restoreObject } from '../../../src/collection/changes/restoreObject.js';
import { findObject } from '../../../src/collection/collection.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { addObject } from '../../../src/collection/recordings/addObject.js';
import { trainingState } from '../../../src/collection/training/trainingState.js';
import { putObject, putTrainedObject, takeBytes } from '../shelves.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

/** A folder of Linux that is in memory, and so on another disk than the temporary folder, unless that is there as well. */
const MEMORY = '/dev/shm';
const deviceOf = async (path: string) => (await stat(path).catch(() => undefined))?.dev;
const disks = [await deviceOf(MEMORY), await deviceOf(tmpdir())];
const hasTwoDisks = disks[0] !== undefined && disks[0] !== disks[1];

const home = useTemporaryFolder();
const at = (...path: string[]) => join(home.path, 'home', ...path);
const open = () => openCollection({ home: at() });

describe('a home whose objects/ is a link', () => {
  it('has its objects added to, edited, renamed, removed and restored', async () => {
    await mkdir(at(), { recursive: true });
    await mkdir(join(home.path, 'elsewhere'));
    await symlink(join(home.path, 'elsewhere'), at('objects'));
    await putObject(at(), { name: 'kettle', labels: ['cup'] });
    await writeFile(join(home.path, 'three.mid'), takeBytes('three'));
    const file = join(home.path, 'three.mid');
    await addObject(at(), { name: 'kettle', labels: ['tv'], files: [file] });
    await editObject(at(), { name: 'kettle', addLabels: ['toaster'], rename: 'pot' });
    const pot = findObject(await open(), 'pot');
    expect(pot.labels).toEqual(['cup', 'tv', 'toaster']);
    expect(pot.recordings).toHaveLength(3);
    await removeObject(at(), { name: 'pot' });
    expect((await restoreObject(at(), { name: 'pot' })).object).toEqual(pot);
    expect(await readdir(join(home.path, 'elsewhere'))).toContain('pot');
  });
});

describe.skipIf(!hasTwoDisks)('a home whose models/ is on another disk (needs /dev/shm)', () => {
  let memory = '';
  beforeEach(async () => {
    memory = await realpath(await mkdtemp(join(MEMORY, 'sound-mirror-')));
    await mkdir(at(), { recursive: true });
    await symlink(memory, at('models'));
    await putTrainedObject(at(), { name: 'kettle' });
  });
  afterEach(() => rm(memory, { recursive: true, force: true }));

  const MOVE = {
    is: 'move',
    from: 'models/kettle/weights.bin',
    to: 'objects/.trash/1/models/weights.bin',
  } as const satisfies JournalStep;

  it('has a trained object removed and restored with its decoders', async () => {
    const [objects, models] = [await everythingIn(at('objects')), await everythingIn(memory)];
    const { object } = await restoreAfterRemoval();
    expect(await trainingState(object)).toEqual({ state: 'trained' });
    expect(await trainingState(object, { kind: 'seed' })).toEqual({ state: 'trained' });
    expect(await everythingIn(at('objects'))).toEqual(objects);
    expect(await everythingIn(memory)).toEqual(models);
  });

  async function restoreAfterRemoval() {
    await removeObject(at(), { name: 'kettle' });
    expect(await everythingIn(memory)).toEqual([]);
    expect(await everythingIn(at('objects'))).toContain('.trash/1/models/seed/weights.bin');
    return restoreObject(at(), { name: 'kettle' });
  }

  it('keeps the permissions of what moves, and an empty file', async () => {
    await writeFile(join(memory, 'kettle', 'notes'), '', { mode: 0o600 });
    const from = 'models/kettle/notes';
    await changeCollection(at(), async () => ({ steps: [{ ...MOVE, from }] }));
    const { mode, size } = await stat(at(MOVE.to));
    expect({ mode: mode & 0o777, size }).toEqual({ mode: 0o600, size: 0 });
  });

  it('has a change finished that was killed between the copy and the removal', async () => {
    const bytes = await readFile(at(MOVE.from));
    await mkdir(at('objects/.trash/1/models'), { recursive: true });
    await writeFile(at(MOVE.to), bytes);
    await writeFile(at('objects', '.journal.json'), await formatJournal(at(), [MOVE]));
    await open();
    expect(await readFile(at(MOVE.to))).toEqual(bytes);
    expect(await everythingIn(memory)).not.toContain('kettle/weights.bin');
  });

  it('keeps both files where another one has the name', async () => {
    const bytes = await readFile(at(MOVE.from));
    const other = bytes.map((byte) => byte ^ 1);
    await mkdir(at('objects/.trash/1/models'), { recursive: true });
    await writeFile(at(MOVE.to), other);
    await expect(changeCollection(at(), async () => ({ steps: [MOVE] }))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/Expected a free name/),
    });
    expect([...(await readFile(at(MOVE.to)))]).toEqual([...other]);
    expect(await readFile(at(MOVE.from))).toEqual(bytes);
  });

  it('has a change that fails taken back to the other disk', async () => {
    const before = await everythingIn(memory);
    await writeFile(at('objects', 'taken'), '');
    const steps = [MOVE, { is: 'move', from: 'objects/kettle', to: 'objects/taken' }] as const;
    await expect(changeCollection(at(), async () => ({ steps }))).rejects.toThrow(/free name/);
    expect(await everythingIn(memory)).toEqual(before);
    expect(await everythingIn(at('objects'))).not.toContain('.trash');
  });

  it('says of a folder that it cannot go there whole, and leaves it', async () => {
    const steps = [{ is: 'move', from: 'objects/kettle', to: 'models/pot' }] as const;
    await expect(changeCollection(at(), async () => ({ steps }))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /kettle: Expected a folder on the same disk as .* in its place\.$/,
      ),
    });
    expect(findObject(await open(), 'kettle').recordings).toHaveLength(2);
    expect(await everythingIn(memory)).not.toContain('pot');
  });
});
