import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findObject } from '../../../src/collection/collection.js';
import { writeDecoder } from '../../../src/collection/decoders/writeDecoder.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import {
  canPlay,
  compareRecordings,
  trainingState,
} from '../../../src/collection/training/trainingState.js';
import { ageDecoder, decoderFor, putObject, putTrainedObject, takeBytes } from '../shelves.js';
import { useTemporaryFolder } from '../temporaryFolder.js';

const home = useTemporaryFolder();

/** The object as it stands on the disk now. */
async function reopened(name: string) {
  return findObject(await openCollection({ home: home.path }), name);
}

describe('the state of an object', () => {
  it('is told for each kind of decoder by itself', async () => {
    const object = await putObject(home.path, { name: 'kettle' });
    expect(await trainingState(object)).toEqual({ state: 'untrained' });
    await writeDecoder(object, await decoderFor(object, 'seed'));
    expect(await trainingState(object, { kind: 'seed' })).toEqual({ state: 'trained' });
    expect(await trainingState(object, { kind: 'phrase' })).toEqual({ state: 'untrained' });
  });

  it('is stale when recordings were added, changed or taken away, and names them', async () => {
    const takes = ['kept.mid', 'lost.mid', 'other.mid'];
    const { folder } = await putTrainedObject(home.path, { name: 'kettle', takes });
    await writeFile(join(folder, 'recordings', 'new.mid'), takeBytes('new'));
    await writeFile(join(folder, 'recordings', 'other.mid'), takeBytes('another'));
    await rm(join(folder, 'recordings', 'lost.mid'));
    expect(await trainingState(await reopened('kettle'))).toEqual({
      state: 'stale',
      added: ['new.mid'],
      changed: ['other.mid'],
      removed: ['lost.mid'],
    });
  });

  it('stays trained when a recording is copied over by itself', async () => {
    const { folder } = await putTrainedObject(home.path, { name: 'kettle', takes: ['one.mid'] });
    const path = join(folder, 'recordings', 'one.mid');
    await writeFile(path, await readFile(path));
    expect(await trainingState(await reopened('kettle'))).toEqual({ state: 'trained' });
  });

  it.each([
    [2, 'an older'],
    [99, 'a newer'],
  ])('is stale, with the reason, when the decoder is of format %d', async (version, age) => {
    const object = await putTrainedObject(home.path, { name: 'my kettle' });
    await ageDecoder(object, { version });
    const training = await trainingState(object);
    const message = `my kettle is stale: Expected a decoder of format 5 but received one of format ${version}, which ${age} version of this program made. Run \`mirror train "my kettle"\`.`;
    expect(training).toEqual({
      state: 'stale',
      error: expect.objectContaining({ code: 'stale', message }),
      added: [],
      changed: [],
      removed: [],
    });
    expect(canPlay(training)).toBe(false);
    expect(canPlay(await trainingState(object, { kind: 'seed' }))).toBe(true);
  });

  it('is broken, with the reason, when the decoder cannot be read', async () => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    await truncate(join(object.modelsFolder, 'weights.bin'), 20);
    expect(await trainingState(object)).toEqual({
      state: 'broken',
      error: expect.objectContaining({ code: 'input' }),
    });
  });
});

describe('comparing recordings', () => {
  it('takes one name for one name, however its letters are composed', () => {
    const learned = [{ name: 'Caf\u00e9.mid', sha256: 'a'.repeat(64) }];
    const present = [{ name: 'Cafe\u0301.mid', sha256: 'a'.repeat(64) }];
    expect(compareRecordings(learned, present)).toEqual({ added: [], changed: [], removed: [] });
  });
});
