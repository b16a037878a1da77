import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCollection } from '../../../src/collection/openCollection.js';
import { listEntries } from '../../../src/files/disk/listEntries.js';
import { putObject } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const top = useTemporaryFolder();
const at = (name: string) => join(top.path, name);

describe('what lies in a folder', () => {
  it('is nothing where there is no folder', async () => {
    await writeFile(at('file'), 'x');
    for (const name of ['gone', 'gone/deeper', 'file', 'file/deeper']) {
      expect(await listEntries(at(name))).toEqual([]);
    }
    await mkdir(at('there'));
    expect((await listEntries(top.path)).map(({ name }) => name).sort()).toEqual(['file', 'there']);
  });

  it('is not taken for nothing where it cannot be listed', async () => {
    await symlink('loop', at('loop'));
    await expect(listEntries(at('loop'))).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining(`${at('loop')}: Expected a folder that can be listed`),
    });
    const { folder } = await putObject(at('home'), { name: 'kettle', takes: [] });
    await symlink('loop', join(folder, 'loop'));
    await symlink('objects', at('objects'));
    await expect(openCollection({ home: top.path })).rejects.toMatchObject({ code: 'environment' });
  });
});
