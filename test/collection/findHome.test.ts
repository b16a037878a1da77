import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findHome } from '../../src/collection/findHome.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const top = useTemporaryFolder();

describe('the home of a folder', () => {
  it('is the nearest one upward that holds objects/, itself included', async () => {
    const deep = join(top.path, 'music', 'photos', 'spring');
    await mkdir(deep, { recursive: true });
    await mkdir(join(top.path, 'objects'));
    await mkdir(join(top.path, 'music', 'objects'));
    expect(await findHome(deep)).toBe(join(top.path, 'music'));
    expect(await findHome(join(top.path, 'music'))).toBe(join(top.path, 'music'));
    expect(await findHome(top.path)).toBe(top.path);
  });

  it('is not one that holds a file of that name', async () => {
    await writeFile(join(top.path, 'objects'), '');
    expect(await findHome(top.path)).not.toBe(top.path);
  });
});
