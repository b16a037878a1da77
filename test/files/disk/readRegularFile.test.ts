import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRegularFile } from '../../../src/files/disk/readRegularFile.js';
import { skipAsRoot } from '../../collection/otherUser.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const options = { what: 'a photo', mostBytes: 5 };

describe('reading a file', () => {
  it('gives its bytes, through a link as well', async () => {
    const path = join(folder.path, 'five');
    await writeFile(path, 'abcde');
    await symlink(path, join(folder.path, 'link'));
    expect(Buffer.from(await readRegularFile(path, options)).toString()).toBe('abcde');
    expect(await readRegularFile(join(folder.path, 'link'), options)).toHaveLength(5);
  });

  it.each<[string, (path: string) => unknown, string]>([
    ['that is not there', () => {}, 'there is no such file'],
    ['that is a folder', (path) => mkdir(path), 'this is a folder'],
    ['that is empty', (path) => writeFile(path, ''), 'the file is empty'],
    ['that is too large', (path) => writeFile(path, 'abcdef'), 'are the most'],
    ['that is a dead link', (path) => symlink(`${path}-gone`, path), 'there is no such file'],
    ['that is a link to itself', (path) => symlink(path, path), 'no file can have that path'],
    // Opening a pipe to which nobody writes would never end.
    ['that is a pipe', (path) => execFileSync('mkfifo', [path]), 'not a regular file'],
  ])('refuses one %s', async (_, put, complaint) => {
    const path = join(folder.path, 'thing');
    await put(path);
    await expect(readRegularFile(path, options)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(new RegExp(`^${path}: Expected a photo but .*${complaint}`)),
    });
  });

  it('refuses one that is not ours to read', async (context) => {
    skipAsRoot(context);
    const path = join(folder.path, 'secret');
    await writeFile(path, 'abc');
    await chmod(path, 0o000);
    await expect(readRegularFile(path, options)).rejects.toThrow(/you may not read it/);
  });

  it.each(['a\0b', 'x'.repeat(5000)])('refuses a path that no file can have', async (name) => {
    await expect(readRegularFile(join(folder.path, name), options)).rejects.toMatchObject({
      code: 'input',
    });
  });
});
