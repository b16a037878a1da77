import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { editObject } from '../../../src/index.js';
import { renamedObjects } from '../../../src/studio/server/objects/renamedObjects.js';
import { putObject } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const home = useTemporaryFolder();
const rename = (name: string, to: string) => editObject(home.path, { name, rename: to });

it('finds the name that an object has now by each that it had before', async () => {
  await putObject(home.path, { name: 'kettle', takes: [] });
  expect(await renamedObjects(home.path, ['kettle'])).toEqual({});
  await rename('kettle', 'samovar');
  await rename('samovar', 'urn');
  expect(await renamedObjects(home.path, ['urn'])).toEqual({ kettle: 'urn', samovar: 'urn' });
});

it('leaves a name to another object that has it now, or had it later', async () => {
  await putObject(home.path, { name: 'kettle', takes: [] });
  await rename('kettle', 'samovar');
  await putObject(home.path, { name: 'kettle', takes: [] });
  expect(await renamedObjects(home.path, ['kettle', 'samovar'])).toEqual({});
  await rename('kettle', 'pot');
  expect(await renamedObjects(home.path, ['pot', 'samovar'])).toEqual({ kettle: 'pot' });
});

it('knows of none where there is no home, or where the list of changes is damaged', async () => {
  expect(await renamedObjects(join(home.path, 'nowhere'), [])).toEqual({});
  const entry = join(home.path, 'objects', '.trash', '1');
  await mkdir(entry, { recursive: true });
  await writeFile(join(entry, 'entry.json'), 'half');
  expect(await renamedObjects(home.path, [])).toEqual({});
});
