import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { keepAside, keepingNames } from '../../../src/files/disk/keepAside.js';
import { acquireLock } from '../../../src/files/disk/lock.js';
import { writeMidiFile } from '../../../src/files/disk/writeMidiFile.js';
import { takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { withoutMark } from '../../output/withoutMark.js';

/** What happens around the next `link`, and a code with which each one fails. */
const fault = vi.hoisted(() => ({
  link: undefined as string | undefined,
  before: undefined as (() => Promise<unknown>) | undefined,
  after: undefined as (() => Promise<unknown>) | undefined,
}));
vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof import('node:fs/promises')>();
  const link: typeof real.link = async (...paths) => {
    const { before, after } = fault;
    Object.assign(fault, { before: undefined, after: undefined });
    await before?.();
    if (fault.link) throw Object.assign(new Error(fault.link), { code: fault.link });
    await real.link(...paths);
    await after?.();
  };
  return { ...real, link };
});
afterEach(
  () => void Object.assign(fault, { link: undefined, before: undefined, after: undefined }),
);

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

it('keeps a file for good where a call relied on another one that then wrote nothing', async () => {
  await writeFile(at('a.mid'), mine);
  const lock = await acquireLock(at('locked'), { purpose: 'batch' });
  let kept: string | undefined;
  fault.after = async () => {
    kept = await writeMidiFile(at('a.mid'), ours);
    await lock.release();
  };
  const writing = writeMidiFile(at('a.mid'), older, { lock: lock.owned });
  await expect(writing).rejects.toMatchObject({ code: 'environment' });
  expect(kept).toBe(at('a.before.mid'));
  expect(await bytesOf('a.before.mid')).toEqual(mine);
  expect(await bytesOf('a.mid')).toEqual(ours);
});

it.each([
  ['with links', undefined],
  ['without links', 'EPERM'],
])('takes a further name away only from what has its former one, on a disk %s', async (_, code) => {
  fault.link = code;
  await writeFile(at('a.mid'), mine);
  await (await keepAside(at('a.mid'))).undo();
  expect(await everythingIn(folder.path)).toEqual(['a.mid']);
  const { undo } = await keepAside(at('a.mid'));
  await rm(at('a.mid'));
  await undo();
  expect(await everythingIn(folder.path)).toEqual(['a.before.mid']);
});

it.each([
  ['with links', undefined],
  ['without links', 'EPERM'],
])('leaves what is kept already where the file to keep is gone, on a disk %s', async (_, code) => {
  fault.link = code;
  await writeFile(at('a.before.mid'), mine);
  await expect(keepAside(at('a.mid'))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await bytesOf('a.before.mid')).toEqual(mine);
});

it('keeps nothing where another call took the place just before', async () => {
  await writeFile(at('a.mid'), mine);
  let kept: string | undefined;
  fault.before = async () => {
    kept = await writeMidiFile(at('a.mid'), older);
  };
  expect(await writeMidiFile(at('a.mid'), ours)).toBeUndefined();
  expect(kept).toBe(at('a.before.mid'));
  expect(await everythingIn(folder.path)).toEqual(['a.before.mid', 'a.mid']);
  expect(await bytesOf('a.before.mid')).toEqual(mine);
  expect(await bytesOf('a.mid')).toEqual(ours);
});

it('leaves a kept file that bears the mark itself, as one that a person copied', async () => {
  await writeFile(at('a.mid'), mine);
  await writeFile(at('a.before-2.mid'), older);
  fault.before = async () => {
    await writeMidiFile(at('a.mid'), older);
  };
  expect(await writeMidiFile(at('a.mid'), ours)).toBeUndefined();
  expect(await bytesOf('a.before-2.mid')).toEqual(older);
});

it.each([
  ['ASCII', `${'a'.repeat(248)}.mid`],
  ['two bytes a character', `${'é'.repeat(124)}.mid`],
  ['four bytes a character', `${'🎹'.repeat(62)}.mid`],
  ['an ending as long as a name', `a.${'b'.repeat(250)}`],
])('keeps a file whose name is nearly too long: %s', async (_, name) => {
  expect(Buffer.byteLength(name)).toBe(252);
  for (const number of [1, 2]) {
    await writeFile(at(name), number === 1 ? mine : another);
    const kept = (await writeMidiFile(at(name), ours)) as string;
    const base = basename(kept);
    expect(Buffer.byteLength(base)).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(base)).toBeGreaterThan(251);
    expect(base).toMatch(number === 1 ? /\.before(?:\.mid)?$/ : /\.before-2(?:\.mid)?$/);
    expect(name.startsWith(base.slice(0, base.indexOf('.before')))).toBe(true);
    expect(await bytesOf(base)).toEqual(number === 1 ? mine : another);
  }
});

it('leaves the folders of a name as long as they are', () => {
  const folders = `${'f'.repeat(200)}/${'g.h'.repeat(60)}/`;
  expect(keepingNames(`${folders}a.mid`).next().value).toBe(`${folders}a.before.mid`);
});
