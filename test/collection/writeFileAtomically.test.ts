import { execFileSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomically, writeNewFile } from '../../src/collection/writeFileAtomically.js';
import { everythingIn, useTemporaryFolder } from './temporaryFolder.js';

const folder = useTemporaryFolder();
const bytes = Uint8Array.of(3, 141, 59);

describe('writing a file', () => {
  it('makes the folders on the way and leaves nothing but the file', async () => {
    await writeFileAtomically(join(folder.path, 'a', 'b', 'piece.mid'), bytes);
    expect(await everythingIn(folder.path)).toEqual(['a', 'a/b', 'a/b/piece.mid']);
    expect(await readFile(join(folder.path, 'a', 'b', 'piece.mid'))).toEqual(Buffer.from(bytes));
  });

  it('takes the place of a file that is there', async () => {
    const path = join(folder.path, 'piece.mid');
    await writeFile(path, 'something much longer than before');
    await writeFileAtomically(path, bytes);
    expect(await readFile(path)).toEqual(Buffer.from(bytes));
  });

  it('can be done many times at once, to one file and to several', async () => {
    const paths = ['a.mid', 'a.mid', 'b.mid', 'c/d.mid', 'c/e.mid', 'a.mid'];
    await Promise.all(paths.map((path) => writeFileAtomically(join(folder.path, path), bytes)));
    expect(await everythingIn(folder.path)).toEqual(['a.mid', 'b.mid', 'c', 'c/d.mid', 'c/e.mid']);
  });

  it.each<[string, string, (folder: string) => unknown]>([
    ['a path under a file', 'file/piece.mid', (at) => writeFile(join(at, 'file'), 'x')],
    ['a path far under a file', 'file/a/b.mid', (at) => writeFile(join(at, 'file'), 'x')],
    ['a folder', 'taken', (at) => mkdir(join(at, 'taken'))],
    ['a pipe', 'pipe', (at) => execFileSync('mkfifo', [join(at, 'pipe')])],
    ['a folder whose name is too long', `new/folder/${'x'.repeat(300)}/piece.mid`, () => {}],
    ['a name that is too long', `new/${'x'.repeat(300)}.mid`, () => {}],
  ])('refuses %s and leaves nothing behind', async (_, path, put) => {
    await put(folder.path);
    const before = await everythingIn(folder.path);
    await expect(writeFileAtomically(join(folder.path, path), bytes)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining(join(folder.path, path)),
    });
    expect(await everythingIn(folder.path)).toEqual(before);
  });

  it('never puts a file in the place of a device', async () => {
    await expect(writeFileAtomically('/dev/null', bytes)).rejects.toMatchObject({ code: 'input' });
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });
});

describe('writing a new file', () => {
  it('leaves alone what is there', async () => {
    const path = join(folder.path, 'take.mid');
    await writeNewFile(path, bytes);
    await expect(writeNewFile(path, Uint8Array.of(7))).rejects.toMatchObject({ code: 'input' });
    expect(await readFile(path)).toEqual(Buffer.from(bytes));
    expect(await everythingIn(folder.path)).toEqual(['take.mid']);
  });
});
