import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { packageFolder } from '../../../src/collection/packageFolder.js';
import { takeBytes } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { linesOf, runMirror } from '../runMirror.js';

const top = useTemporaryFolder();
let clone: string;
beforeEach(async () => {
  clone = join(top.path, 'clone');
  await mkdir(clone);
  for (const part of ['bin', 'dist', 'package.json', 'objects']) {
    await cp(join(packageFolder(), part), join(clone, part), { recursive: true });
  }
  for (const part of ['node_modules', 'models']) {
    await symlink(join(packageFolder(), part), join(clone, part));
  }
  await writeFile(join(top.path, 'take.mid'), takeBytes('take'));
});

const bin = () => join(clone, 'bin', 'mirror.js');
const shelves = async (folder: string) => {
  const { stdout } = await runMirror(['objects', '--json'], { folder, bin: bin() });
  return new Map(
    linesOf(stdout)
      .map((line) => JSON.parse(line))
      .map(({ object, shelf }) => [object, shelf]),
  );
};

describe('a clone of the project as a home', () => {
  it('has the starter collection on one shelf and what its user adds on the other', async () => {
    const before = await shelves(clone);
    const words = ['add', 'test kettle', '../take.mid', '--labels', 'cup', '--no-train'];
    const { code, stderr } = await runMirror(words, { folder: clone, bin: bin() });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const here = await shelves(clone);
    expect(here).toEqual(new Map([...before, ['test kettle', 'home']]));
    expect(here.get('coffee-grinder')).toBe('starter');
    // Elsewhere there is no home, and so nobody but the starter collection.
    expect(new Set((await shelves(top.path)).values())).toEqual(new Set(['starter']));
  });

  it('is not written to where an object ships with the program', async () => {
    const { code, stderr } = await runMirror(['add', 'Clock', '../take.mid'], {
      folder: clone,
      bin: bin(),
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /clock in .* ships with the program, which is not written to\. .*--home/,
    );
    expect(await readdir(join(clone, 'objects', 'clock', 'recordings'))).toHaveLength(8);
  });
});
