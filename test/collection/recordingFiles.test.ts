import { describe, expect, it } from 'vitest';
import { readRecordings } from '../../src/collection/recordingFiles.js';
import { putObject } from './shelves.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const home = useTemporaryFolder();

describe("an object's recordings", () => {
  it('are read no further once the signal fires', async () => {
    const object = await putObject(home.path, { name: 'kettle' });
    const { recordings } = await readRecordings(object);
    expect(recordings.map(({ name }) => name)).toEqual(['one.mid', 'two.mid']);
    await expect(readRecordings(object, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
