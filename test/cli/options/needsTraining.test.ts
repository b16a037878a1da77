import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { needsTraining } from '../../../src/cli/options/needsTraining.js';
import { readObject } from '../../../src/collection/readShelf.js';
import { putObject, putTrainedObject, takeBytes } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const home = useTemporaryFolder();

describe('an object needs training', () => {
  // Tiny decoders say that they were trained with seed 5.
  it.each([
    ['not without a seed, whatever its decoder’s is', {}, false],
    ['not with the seed of its decoder', { seed: 5 }, false],
    ['not with the seed of its decoder of another kind', { kind: 'seed', seed: 5 }, false],
    ['with another seed', { seed: 6 }, true],
    ['with another seed for another kind', { kind: 'seed', seed: 0 }, true],
  ] as const)('%s', async (_, asked, needs) => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    expect(await needsTraining(object, asked)).toBe(needs);
  });

  it.each([{}, { seed: 5 }])('where it has no decoder: %j', async (asked) => {
    const object = await putObject(home.path, { name: 'kettle' });
    expect(await needsTraining(object, asked)).toBe(true);
  });

  it.each([{}, { seed: 5 }])('where a recording was added: %j', async (asked) => {
    const { folder, name } = await putTrainedObject(home.path, { name: 'kettle' });
    await writeFile(join(folder, 'recordings', 'new.mid'), takeBytes('new'));
    const object = await readObject(home.path, { folderName: name, shelf: 'home' });
    expect(await needsTraining(object, asked)).toBe(true);
  });

  it.each([{}, { seed: 5 }])('where its decoder is damaged: %j', async (asked) => {
    const object = await putTrainedObject(home.path, { name: 'kettle' });
    await writeFile(join(object.modelsFolder, 'weights.bin'), 'torn');
    expect(await needsTraining(object, asked)).toBe(true);
  });
});
