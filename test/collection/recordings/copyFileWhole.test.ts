import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyFileWhole } from '../../../src/collection/recordings/copyFileWhole.js';
import { sha256Of } from '../../../src/files/checksum.js';
import { fixture, fixturePath } from '../../audio/fixtures.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const folder = useTemporaryFolder();
const source = fixturePath('tone.flac');
const sha256 = sha256Of(fixture('tone.flac'));

describe('copying a file', () => {
  it('gives it whole', async () => {
    const path = join(folder.path, 'copy.flac');
    await copyFileWhole(source, { path, sha256 });
    expect(Uint8Array.from(await readFile(path))).toEqual(fixture('tone.flac'));
    expect(await everythingIn(folder.path)).toEqual(['copy.flac']);
  });

  it('leaves alone what has the name already', async () => {
    const path = join(folder.path, 'copy.flac');
    await writeFile(path, 'mine');
    await expect(copyFileWhole(source, { path, sha256 })).rejects.toMatchObject({ code: 'input' });
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await everythingIn(folder.path)).toEqual(['copy.flac']);
  });

  it.each([
    ['is not what was checked', { sha256: sha256Of(new Uint8Array()) }, 'input'],
    ['is stopped', { sha256, signal: AbortSignal.abort() }, 'aborted'],
  ])('leaves nothing when it %s', async (_, options, code) => {
    const path = join(folder.path, 'copy.flac');
    await expect(copyFileWhole(source, { path, ...options })).rejects.toMatchObject({ code });
    expect(await everythingIn(folder.path)).toEqual([]);
  });
});
