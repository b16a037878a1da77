import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  readRecordings,
  streamRecordings,
} from '../../../src/collection/recordings/recordingFiles.js';
import { putObject } from '../shelves.js';
import { useTemporaryFolder } from '../temporaryFolder.js';

const home = useTemporaryFolder();

describe("an object's recordings", () => {
  it('come one after another, each read only when it is asked for', async () => {
    const object = await putObject(home.path, { name: 'kettle', takes: ['a.mid', 'b.mid'] });
    const stream = streamRecordings(object)[Symbol.asyncIterator]();
    expect((await stream.next()).value).toMatchObject({ name: 'a.mid' });
    // Had it been read ahead, nobody would notice that it is gone.
    await rm(join(home.path, 'objects', 'kettle', 'recordings', 'b.mid'));
    await expect(stream.next()).rejects.toMatchObject({ code: 'input' });
  });

  it('are read anew each time they are gone through', async () => {
    const object = await putObject(home.path, { name: 'kettle', takes: ['a.mid', 'b.mid'] });
    const stream = streamRecordings(object);
    for (const _ of ['first', 'second']) {
      const names: string[] = [];
      for await (const { name } of stream) names.push(name);
      expect(names).toEqual(['a.mid', 'b.mid']);
    }
  });

  it('are read no further once the signal fires', async () => {
    const object = await putObject(home.path, { name: 'kettle' });
    const { recordings } = await readRecordings(object);
    expect(recordings.map(({ name }) => name)).toEqual(['one.mid', 'two.mid']);
    await expect(readRecordings(object, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
