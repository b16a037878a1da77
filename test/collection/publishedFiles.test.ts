import { cp, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkPublishedFiles,
  PUBLISHED_NAMES,
  publishedFolder,
} from '../../src/collection/publishedFiles.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const copy = useTemporaryFolder();

describe('published files', () => {
  it.each(PUBLISHED_NAMES)('of the %s are those that were published', async (name) => {
    expect(await checkPublishedFiles(name)).toEqual([]);
  });

  it('are named when they are changed, cut short or missing', async () => {
    await cp(publishedFolder('detector'), copy.path, { recursive: true });
    await writeFile(join(copy.path, 'model.json'), '{}');
    await truncate(join(copy.path, 'group1-shard2of5'), 1000);
    await rm(join(copy.path, 'group1-shard5of5'));
    const faults = await checkPublishedFiles('detector', copy.path);
    expect(faults.map(({ file }) => file)).toEqual([
      'group1-shard2of5',
      'group1-shard5of5',
      'model.json',
    ]);
    expect(faults[0]?.complaint).toContain('Expected the checksum 74cc6cfc');
    expect(faults[1]?.complaint).toContain('there is no such file');
  });

  it('do not pass for sound where the list of their sums is damaged', async () => {
    await cp(publishedFolder('detector'), copy.path, { recursive: true });
    await writeFile(join(copy.path, 'ORIGIN.md'), 'Found somewhere.');
    await expect(checkPublishedFiles('detector', copy.path)).rejects.toMatchObject({
      code: 'input',
    });
  });
});
