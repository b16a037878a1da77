import { describe, expect, it } from 'vitest';
import { trainInWorker } from '../../src/workers/trainInWorker.js';
import { putObject } from '../collection/shelves.js';
import { useTemporaryFolder } from '../collection/temporaryFolder.js';

const home = useTemporaryFolder();

describe('a training in a thread of its own', () => {
  it('does not begin when Ctrl-C came before it', async () => {
    const object = await putObject(home.path, { name: 'kettle' });
    const watch = { signal: AbortSignal.abort(), onProgress: () => {} };
    await expect(trainInWorker({ object }, watch)).rejects.toMatchObject({ code: 'aborted' });
  });
});
