import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDetectorFiles, readTranscriberFiles } from '../../src/collection/graphFiles.js';
import { publishedFolder } from '../../src/collection/publishedFiles.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const copy = useTemporaryFolder();

describe('the files of a network', () => {
  it('come with the weights in the order of the graph', async () => {
    const { modelJson, shards } = await readDetectorFiles();
    expect(JSON.parse(modelJson).modelTopology.node.length).toBeGreaterThan(100);
    expect(shards.map((shard) => shard.length)).toEqual([
      4194304, 4194304, 4194304, 4194304, 1257312,
    ]);
    const last = await readFile(join(publishedFolder('detector'), 'group1-shard5of5'));
    expect(last.equals(shards[4] ?? new Uint8Array())).toBe(true);
  });

  it("are the transcriber's as well", async () => {
    const { shards } = await readTranscriberFiles();
    expect(shards.map((shard) => shard.length)).toEqual([742392]);
  });

  it('are refused when the graph names no weights', async () => {
    await cp(publishedFolder('detector'), copy.path, { recursive: true });
    await writeFile(join(copy.path, 'model.json'), '{"weightsManifest": 7}');
    await expect(readDetectorFiles(copy.path)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('model.json'),
    });
  });
});
