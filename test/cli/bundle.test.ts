import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'dist', 'bundle');
const names = readdirSync(folder);
const files = names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** What stands in the first group of a pattern, in all files, each once. */
function matches(pattern: RegExp): string[] {
  const found = files.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1]));
  return [...new Set(found as string[])];
}

describe('the bundle of the command line', () => {
  it('is what `mirror` runs', () => {
    const main = readFileSync(join(root, 'dist', 'cli', 'main.js'), 'utf8');
    expect(main).toBe("import '../bundle/main.js';\n");
  });

  it('holds every file that a thread begins with', () => {
    const scripts = matches(/new URL\(["'`]\.\/([^"'`]+)["'`], import\.meta\.url\)/g);
    expect(scripts.length).toBeGreaterThan(3);
    expect(names).toEqual(expect.arrayContaining(scripts));
  });

  it('has modules of ours in it and no others', () => {
    const modules = matches(/^\/\/(?:#region)? ?(\S+\.[cm]?[jt]s)$/gm);
    expect(modules.length).toBeGreaterThan(400);
    expect(modules.filter((path) => !path.startsWith('src/'))).toEqual([]);
  });

  it('imports packages that are installed with ours, or that the user may install beside it', () => {
    const { dependencies, peerDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const packages = matches(/(?:\bfrom |\bimport\(|^import )["']([^."'][^"']*)["']/gm)
      .filter((name) => !name.startsWith('node:'))
      .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
    expect(packages).toContain('commander');
    for (const name of packages) {
      const known = [...Object.keys({ ...dependencies, ...peerDependencies }), ...builtinModules];
      expect(known).toContain(name);
    }
  });
});
