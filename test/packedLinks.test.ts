import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The package's own file, and the paths that it holds, as npm packs it. */
function pack(): { filename: string; paths: Set<string> } {
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  // On Windows npm is a script of the shell.
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const stdout = execFileSync('npm', words, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { filename: packed.filename, paths: new Set(packed.files.map(({ path }) => path)) };
}

/** Where a page leads to within the package, links and pictures, from the package's root. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
  const targets = [
    ...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g),
    ...text.matchAll(/\b(?:src|href)="([^"#]+)/g),
  ].map(([, target]) => target as string);
  return targets
    .filter((target) => !/^(?:https?|mailto):/.test(target))
    .map((target) => posix.join(posix.dirname(page), target).replace(/\/$/, ''));
}

describe('the pages of the package', () => {
  const { filename, paths } = pack();
  const folders = new Set([...paths].flatMap((path) => foldersOf(path)));
  const pages = [...paths].filter((path) => path.endsWith('.md'));

  it('are all there, and lead to many places', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/first-room.md']));
    expect(pages.flatMap(linksOf).length).toBeGreaterThan(30);
  });

  it.each(pages)('lead only to what is in it: %s', (page) => {
    expect(linksOf(page).filter((to) => !paths.has(to) && !folders.has(to))).toEqual([]);
  });

  it.each(['README.md', 'docs/first-room.md'])(
    'say where the photos lie once it is installed: %s',
    (page) => {
      const text = readFileSync(join(root, page), 'utf8');
      expect(text).toContain(`npm install ${filename}`);
      const [, photo] = /npx mirror node_modules\/sound-mirror\/([\w./-]+\.jpg)/.exec(text) ?? [];
      expect([...paths]).toContain(photo);
    },
  );

  it('leave what is large or only for a checkout where it is', () => {
    const strays = /^(?:test|src|composer|examples\/gallery|docs\/api)\/|^bench\/.*\.(?:js|ts)$/;
    expect([...paths].filter((path) => strays.test(path))).toEqual([]);
  });
});

function foldersOf(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}
