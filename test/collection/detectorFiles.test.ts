import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDetectorFiles, readDetectorFiles } from '../../src/collection/detectorFiles.js';
import { packageFolder } from '../../src/collection/packageFolder.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const published = join(packageFolder(), 'models', 'coco-ssd');
const copy = useTemporaryFolder();

describe("the detector's files", () => {
  it('are those that were published', async () => {
    expect(await checkDetectorFiles()).toEqual([]);
  });

  it('come with the weights in the order of the graph', async () => {
    const { modelJson, shards } = await readDetectorFiles();
    expect(JSON.parse(modelJson).modelTopology.node.length).toBeGreaterThan(100);
    expect(shards.map((shard) => shard.length)).toEqual([
      4194304, 4194304, 4194304, 4194304, 1257312,
    ]);
    expect(Buffer.from(shards[4] ?? [])).toEqual(
      await readFile(join(published, 'group1-shard5of5')),
    );
  });

  it('are named when they are changed, cut short or missing', async () => {
    await cp(published, copy.path, { recursive: true });
    await writeFile(join(copy.path, 'model.json'), '{}');
    await truncate(join(copy.path, 'group1-shard2of5'), 1000);
    await rm(join(copy.path, 'group1-shard5of5'));
    const faults = await checkDetectorFiles(copy.path);
    expect(faults.map(({ file }) => file)).toEqual([
      'group1-shard2of5',
      'group1-shard5of5',
      'model.json',
    ]);
    expect(faults[0]?.complaint).toContain('Expected the checksum 74cc6cfc');
    expect(faults[1]?.complaint).toContain('there is no such file');
  });

  it('do not pass for sound where the list of their sums is damaged', async () => {
    await cp(published, copy.path, { recursive: true });
    await writeFile(join(copy.path, 'ORIGIN.md'), 'Found somewhere.');
    await expect(checkDetectorFiles(copy.path)).rejects.toMatchObject({ code: 'input' });
  });

  it('are refused when the graph names no weights', async () => {
    await writeFile(join(copy.path, 'model.json'), '{"weightsManifest": 7}');
    await expect(readDetectorFiles(copy.path)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('model.json'),
    });
  });
});
