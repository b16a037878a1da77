import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSoundFont, readSoundFontFile } from '../../src/index.js';
import { useTemporaryFolder } from './temporaryFolder.js';

const folder = useTemporaryFolder();

describe('readSoundFontFile', () => {
  it('gives the SoundFont of the package, ready to be opened', async () => {
    const { presets } = await readSoundFont(await readSoundFontFile());
    expect(presets.length).toBeGreaterThan(127);
  });

  it('gives the bytes of another file, or says that it is not there', async () => {
    const path = join(folder.path, 'mine.sf2');
    await expect(readSoundFontFile(path)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('mine.sf2: Expected a SoundFont'),
    });
    await writeFile(path, 'RIFF');
    expect(await readSoundFontFile(path)).toHaveLength(4);
  });
});
