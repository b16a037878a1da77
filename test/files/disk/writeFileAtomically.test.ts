import { execFileSync } from 'node:child_process';
import { chmod, mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { acquireLock } from '../../../src/files/disk/lock.js';
import {
  fillFileAtomically,
  writeFileAtomically,
  writeNewFile,
} from '../../../src/files/disk/writeFileAtomically.js';
import { writeMidiFile } from '../../../src/files/disk/writeMidiFile.js';
import { asOtherUser, skipWhereNoOtherUser } from '../../collection/otherUser.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';

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

describe('permissions', () => {
  const at = (name: string) => join(folder.path, name);
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

  it.skipIf(process.platform === 'win32').each([0o600, 0o640, 0o664, 0o666])(
    'of a file that is written over stay: %i',
    async (mode) => {
      await writeFile(at('piece.mid'), 'older');
      await chmod(at('piece.mid'), mode);
      const whileFilled = await fillFileAtomically(at('piece.mid'), async (file) => {
        await file.writeFile(bytes);
        return (await file.stat()).mode & 0o777;
      });
      expect(await modeOf(at('piece.mid'))).toBe(mode.toString(8));
      // Half written, it may be read by fewer people still, never by more.
      expect(whileFilled & ~(mode | 0o200)).toBe(0);
      await writeFileAtomically(at('copy.mid'), bytes, { modeOf: at('piece.mid') });
      expect(await modeOf(at('copy.mid'))).toBe(mode.toString(8));
    },
  );

  it('that forbid to write are heeded, by whoever may write into the folder, until the file has its name', async (context) => {
    skipWhereNoOtherUser(context);
    await chmod(folder.path, 0o777);
    await writeFile(at('mine.mid'), 'mine');
    await chmod(at('mine.mid'), 0o444);
    await writeFile(at('later.mid'), 'mine');
    await chmod(at('later.mid'), 0o666);
    const refused = {
      code: 'input',
      message: expect.stringMatching(/\.mid: Expected .* write-protected\. [^\n]*$/),
    };
    await asOtherUser(async () => {
      await expect(writeFileAtomically(at('mine.mid'), bytes)).rejects.toMatchObject(refused);
      await expect(writeMidiFile(at('mine.mid'), bytes)).rejects.toMatchObject(refused);
      const protecting = fillFileAtomically(at('later.mid'), async () => {
        const isOther = process.geteuid?.() !== process.getuid?.();
        if (isOther) process.seteuid?.(0);
        await chmod(at('later.mid'), 0o444);
        if (isOther) process.seteuid?.('nobody');
      });
      await expect(protecting).rejects.toMatchObject(refused);
      await fillFileAtomically(at('moved.mid'), (file) => file.writeFile(bytes), {
        modeOf: at('mine.mid'),
      });
      await fillFileAtomically(at('moved.mid'), (file) => file.writeFile(bytes), {
        isOverProtected: true,
      });
    });
    expect(await readFile(at('mine.mid'), 'utf8')).toBe('mine');
    expect(await readFile(at('later.mid'), 'utf8')).toBe('mine');
    expect(await everythingIn(folder.path)).toEqual(['later.mid', 'mine.mid', 'moved.mid']);
  });

  it.skipIf(process.platform === 'win32')('of a new file are what the umask leaves', async () => {
    await writeFile(at('plain.mid'), bytes);
    await writeFileAtomically(at('piece.mid'), bytes);
    await writeNewFile(at('take.mid'), bytes);
    const plain = await modeOf(at('plain.mid'));
    expect([await modeOf(at('piece.mid')), await modeOf(at('take.mid'))]).toEqual([plain, plain]);
  });
});

describe('on the way to the disk', () => {
  it('the bytes are sent before the name is given, and the name before it is done', async () => {
    const file = await open(folder.path, 'r');
    const handles = Object.getPrototypeOf(file);
    await file.close();
    const synced: string[] = [];
    const sync = vi.spyOn(handles, 'sync').mockImplementation(async function (this: typeof file) {
      const names = (await everythingIn(folder.path)).filter((name) => !name.startsWith('.'));
      synced.push(`${(await this.stat()).isDirectory() ? 'folder' : 'file'}: ${names.join(' ')}`);
    });
    try {
      await writeFileAtomically(join(folder.path, 'a', 'b.mid'), bytes);
      await writeNewFile(join(folder.path, 'c.mid'), bytes);
    } finally {
      sync.mockRestore();
    }
    expect(synced.map((line) => line.replace(/ \S*\.tmp/, ''))).toEqual([
      'file: a',
      'folder: a a/b.mid',
      'folder: a a/b.mid',
      'file: a a/b.mid',
      'folder: a a/b.mid c.mid',
    ]);
  });

  it.each<[string, string, string | undefined]>([
    ['a disk that fails', 'EIO', 'environment'],
    ['a disk that has nothing of the kind', 'EINVAL', undefined],
  ])('%s is told or passed over', async (_, code, told) => {
    const file = await open(folder.path, 'r');
    const handles = Object.getPrototypeOf(file);
    await file.close();
    const sync = vi
      .spyOn(handles, 'sync')
      .mockRejectedValue(Object.assign(new Error(`${code}: fsync`), { code }));
    const writing = writeFileAtomically(join(folder.path, 'new', 'piece.mid'), bytes);
    const failure = await writing.then(
      () => undefined,
      (error) => error.code,
    );
    sync.mockRestore();
    expect(failure).toBe(told);
    expect(await everythingIn(folder.path)).toEqual(told ? [] : ['new', 'new/piece.mid']);
  });
});

describe('writing under a lock that was lost', () => {
  it.each([
    ['over a file', writeFileAtomically, ['piece.mid']],
    ['a new file', writeNewFile, []],
  ])('leaves %s as it was', async (_, write, before) => {
    const path = join(folder.path, 'piece.mid');
    if (before.length > 0) await writeFile(path, 'older');
    const lock = await acquireLock(folder.path, { purpose: 'training' });
    await writeFile(lock.owned.path, 'of another');
    await expect(write(path, bytes, { lock: lock.owned })).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('took it over'),
    });
    await lock.release();
    expect(await everythingIn(folder.path)).toEqual(['.mirror.training.lock', ...before]);
    if (before.length > 0) expect(await readFile(path, 'utf8')).toBe('older');
  });
});

describe('writing what another process swept away', () => {
  it('says that the lock was lost, and not that the path is wrong', async () => {
    const lock = await acquireLock(folder.path, { purpose: 'training' });
    const path = join(folder.path, 'within', 'piece.mid');
    const sweptAway = async () => {
      await writeFile(lock.owned.path, 'of another');
      await readFile(join(folder.path, 'gone'));
    };
    const writing = fillFileAtomically(path, sweptAway, { lock: lock.owned });
    await expect(writing).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('took it over'),
    });
    await lock.release();
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
