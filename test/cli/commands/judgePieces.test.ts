import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PIECE_FIGURES } from '../../../src/index.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { runInProcess } from '../runInProcess.js';
import { KITCHEN, linesOf } from '../runMirror.js';

const folder = useTemporaryFolder();
const judge = (...words: string[]) => runInProcess(['judge', ...words], { folder: folder.path });

describe('mirror judge --pieces', () => {
  it('is a table with a line a figure and one an object, and goes on without a photo that is not there', async () => {
    const words = ['--pieces', KITCHEN, 'gone.jpg', '--draws', '1', '--bars', '5'];
    const { code, stdout, stderr } = await judge(...words);
    expect(code).toBe(2);
    const lines = linesOf(stdout);
    expect(lines[0]).toBe('1 piece of 1 photo, 5 bars each');
    expect(lines[2]).toMatch(/^ +pieces +chance +recordings$/);
    expect(lines[3]).toMatch(/^semitone clash( +\d\.\d\d){3}$/);
    expect(lines.filter((line) => /^returns +\d\.\d\d +– +\d\.\d\d$/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^coffee-grinder +\d+ /.test(line))).toHaveLength(1);
    expect(stderr).toMatch(/^mirror: gone\.jpg: Expected a photo but there is no such file/m);
    expect(stderr).toMatch(/^key clarity +correlation/m);
  });

  it('is one line of JSON with all figures, and the pieces of each photo in a folder', async () => {
    await mkdir(join(folder.path, 'rooms'));
    await writeFile(join(folder.path, 'rooms', 'notes.txt'), 'no photo');
    await copyFile(KITCHEN, join(folder.path, 'rooms', 'kitchen.jpg'));
    const words = ['--pieces', 'rooms', '--draws', '2', '--seed', '9', '--bars', '4', '--json'];
    const { code, stdout } = await judge(...words);
    expect(code).toBe(0);
    const [record, ...others] = linesOf(stdout).map((line) => JSON.parse(line));
    expect(others).toEqual([]);
    expect(Object.keys(record.figures).sort()).toEqual([...PIECE_FIGURES].sort());
    expect(record).toMatchObject({
      bars: 4,
      chance: {},
      recordings: {},
      objects: expect.any(Array),
    });
    expect(record.photos).toMatchObject([
      { photo: join('rooms', 'kitchen.jpg'), pieces: [{ seed: 9 }, { seed: 10 }] },
    ]);
  });

  it.each<[string, string[], RegExp]>([
    ['an object', ['clock', '--pieces', KITCHEN], /received the object clock as well/],
    ['--quick', ['--pieces', KITCHEN, '--quick'], /received --quick as well.* Leave out --quick/],
    ['--kind', ['--pieces', KITCHEN, '--kind', 'seed'], /--kind/],
    ['--picture', ['--pieces', KITCHEN, '--picture'], /--picture/],
    ['--jobs and more', ['--quick', '--jobs', '2', '--pieces', KITCHEN], /--quick, --jobs as well/],
    ['--bars for objects', ['clock', '--bars', '4'], /Expected --pieces .* received --bars/],
    ['no photo', ['--pieces'], /--pieces/],
    ['no draws', ['--pieces', KITCHEN, '--draws', '0'], /--draws/],
    ['a photo that is not there', ['--pieces', 'gone.jpg'], /gone\.jpg: Expected a photo/],
  ])('refuses %s in one line', async (_, words, message) => {
    const { code, stdout, stderr } = await judge(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(linesOf(stderr)).toHaveLength(1);
    expect(stderr).toMatch(message);
  });
});
