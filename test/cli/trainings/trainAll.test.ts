import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../../src/cli/terminal/terminal.js';
import { trainAll } from '../../../src/cli/trainings/trainAll.js';
import { putObject } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';

const home = useTemporaryFolder();

describe('training a collection', () => {
  it.each([1, 2])('takes no further object once Ctrl-C came: %i at a time', async (jobs) => {
    const objects = [];
    for (const name of ['kettle', 'mug', 'pot', 'silent']) {
      // The last one has nothing to learn from: whoever takes it says so.
      objects.push(await putObject(home.path, { name, takes: name === 'silent' ? [] : ['a.mid'] }));
    }
    const said: string[] = [];
    const stream = { write: (text: string) => said.push(text) };
    const before = await everythingIn(home.path);
    const context = {
      terminal: createTerminal({ stdout: stream, stderr: stream, env: {}, quiet: false }),
      signal: AbortSignal.abort(),
      env: {},
      workingFolder: home.path,
    };
    await expect(trainAll(objects.reverse(), { context, jobs })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(said).toEqual([]);
    expect(await everythingIn(home.path)).toEqual(before);
  });
});
