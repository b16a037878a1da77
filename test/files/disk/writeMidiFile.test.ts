import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { acquireLock } from '../../../src/files/disk/lock.js';
import { writeMidiFile } from '../../../src/files/disk/writeMidiFile.js';
import { takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { withoutMark } from '../../output/withoutMark.js';

const fault = vi.hoisted(() => ({ link: undefined as string | undefined }));
vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof import('node:fs/promises')>();
  const link: typeof real.link = async (...paths) => {
    if (fault.link) throw Object.assign(new Error(fault.link), { code: fault.link });
    return real.link(...paths);
  };
  return { ...real, link };
});

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);
const bytesOf = async (name: string) => new Uint8Array(await readFile(at(name)));
const ours = takeBytes('composed');
const older = takeBytes('composed before');
const mine = withoutMark(takeBytes('mine'));
const another = withoutMark(takeBytes('another'));

it('replaces what was written here, and keeps nothing of it', async () => {
  await writeFile(at('a.mid'), older);
  expect(await writeMidiFile(at('a.mid'), ours)).toBeUndefined();
  expect(await writeMidiFile(at('new', 'b.mid'), [ours.subarray(0, 9), ours.subarray(9)])).toBe(
    undefined,
  );
  expect(await bytesOf('a.mid')).toEqual(ours);
  expect(await bytesOf('new/b.mid')).toEqual(ours);
  expect(await everythingIn(folder.path)).toEqual(['a.mid', 'new', 'new/b.mid']);
});

it.each([
  ['a disk with links', undefined],
  ['a disk without links', 'EPERM'],
])('keeps another maker’s file beside it, over none that is there, on %s', async (_, code) => {
  fault.link = code;
  try {
    await writeFile(at('a.mid'), mine);
    await chmod(at('a.mid'), 0o640);
    await writeFile(at('a.before.mid'), 'something');
    await mkdir(at('a.before-2.mid'));
    expect(await writeMidiFile(at('a.mid'), ours)).toBe(at('a.before-3.mid'));
    expect(await bytesOf('a.mid')).toEqual(ours);
    expect(await bytesOf('a.before-3.mid')).toEqual(mine);
    expect((await stat(at('a.before-3.mid'))).mode & 0o777).toBe(0o640);
    expect(await readFile(at('a.before.mid'), 'utf8')).toBe('something');
    await writeFile(at('a.mid'), another);
    expect(await writeMidiFile(at('a.mid'), ours)).toBe(at('a.before-4.mid'));
    expect(await everythingIn(folder.path)).toHaveLength(5);
  } finally {
    fault.link = undefined;
  }
});

it('keeps the same file once, as after a call that was killed in between', async () => {
  await writeFile(at('a'), mine);
  await writeFile(at('a.before'), mine);
  expect(await writeMidiFile(at('a'), ours)).toBe(at('a.before'));
  expect(await everythingIn(folder.path)).toEqual(['a', 'a.before']);
});

it('loses neither of two files that are written over at once', async () => {
  await writeFile(at('a.mid'), mine);
  const calls = Array.from({ length: 6 }, () => writeMidiFile(at('a.mid'), ours));
  const kept = (await Promise.all(calls)).filter((name) => name !== undefined);
  expect(kept.length).toBeGreaterThan(0);
  expect(await bytesOf('a.before.mid')).toEqual(mine);
  expect(await bytesOf('a.mid')).toEqual(ours);
});

it('moves nothing if nothing is written', async () => {
  await writeFile(at('a.mid'), mine);
  const lock = await acquireLock(at('locked'), { purpose: 'batch' });
  await lock.release();
  const writing = writeMidiFile(at('a.mid'), ours, { lock: lock.owned });
  await expect(writing).rejects.toMatchObject({ code: 'environment' });
  expect(await bytesOf('a.mid')).toEqual(mine);
  expect(await everythingIn(folder.path)).not.toContain('a.before.mid');
});

it('leaves what a link in its place leads to', async () => {
  await writeFile(at('mine.mid'), mine);
  await symlink('mine.mid', at('a.mid'));
  expect(await writeMidiFile(at('a.mid'), ours)).toBe(at('a.before.mid'));
  expect(await bytesOf('mine.mid')).toEqual(mine);
  expect(await bytesOf('a.before.mid')).toEqual(mine);
  expect(await bytesOf('a.mid')).toEqual(ours);
});
