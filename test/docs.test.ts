import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../src/cli/commandLine.js';
import { useTemporaryFolder } from './collection/temporaryFolder.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = useTemporaryFolder();

const GUIDES = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const PAGES = ['README.md', 'CONTRIBUTING.md', ...GUIDES.map((name) => join('docs', name))];
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

/** The blocks of code of a page, those of a language or those of none. */
function blocksOf(page: string, language: string): string[] {
  const blocks = textOf(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm);
  return [...blocks].filter(([, tag]) => tag === language).map(([, , code]) => code as string);
}

/** Calls of `mirror` as a page shows them to be typed: whole lines, and what stands between backticks in its sentences. */
function callsOf(page: string): string[] {
  const lines = blocksOf(page, '').flatMap((block) => block.split('\n'));
  const prose = textOf(page).replace(/^```[\s\S]*?^```$/gm, '');
  const quoted = [...prose.matchAll(/`((?:npx )?mirror [^`]*)`/g)].map(
    ([, call]) => call as string,
  );
  return [...lines, ...quoted]
    .flatMap((line) => (line.split(/\s+#|\s{2,}/)[0] as string).split(' && '))
    .map((call) => call.trim().replace(/\s+/g, ' ').replace(/^npx /, ''))
    .filter((call) => /^mirror( |$)/.test(call));
}

/** What is typed behind `mirror`, with a word where the page says what kind of word stands there. */
function words(call: string): string[] {
  const filled = call.replace(/\s*\[[^\]]*\](\.\.\.)?/g, '').replace(/<(\w+)[^>]*>/g, 'clock');
  const split = filled.match(/"[^"]*"|\S+/g) ?? [];
  const [, ...typed] = split.map((word) => word.replaceAll('"', ''));
  // A command that is only named.
  return typed.length === 1 ? [...typed, '--help'] : typed;
}

/** The paths of all files below some folders of the project. */
const FILES = ['src', 'test', 'bench', 'composer'].flatMap((within) =>
  readdirSync(join(root, within), { recursive: true, encoding: 'utf8' }).map(
    (path) => `/${within}/${path}`,
  ),
);

/** Files of the project as CONTRIBUTING names them: a path of two names or more, from whichever folder. */
const NAMED_FILES = [
  ...textOf('CONTRIBUTING.md').matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|js|wat))`/g),
].map(([, path]) => path as string);

const CALLS = [...new Set(PAGES.flatMap(callsOf))];

describe('the pages for readers', () => {
  it('begin with what a newcomer types', () => {
    const [first, second, third] = blocksOf('README.md', '').filter((block) =>
      /^np[mx] /.test(block),
    );
    expect(first).toBe('npm ci && npx mirror photos/kitchen.jpg\n');
    expect(second).toBe('npm ci && npm test\n');
    expect(third).toBe('npx mirror studio\n');
    expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(151);
  });

  it.each(PAGES)('lead somewhere: %s', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, to]) => to);
    const broken = links
      .filter((to) => !/^https?:/.test(to as string))
      .filter((to) => !existsSync(join(root, dirname(page), to as string)));
    expect(broken).toEqual([]);
  });

  it('name files that are there', () => {
    expect(NAMED_FILES.length).toBeGreaterThan(15);
    expect(NAMED_FILES.filter((path) => !FILES.some((file) => file.endsWith(`/${path}`)))).toEqual(
      [],
    );
  });

  it('show many calls', () => expect(CALLS.length).toBeGreaterThan(50));

  it.each(CALLS)('show a call that is understood: %s', (call) => {
    expect(() => parseCommandLine(words(call))).not.toThrow();
  });

  it.each(
    PAGES.flatMap((page) =>
      blocksOf(page, 'js').map((code, i) => [`${page}, block ${i + 1}`, code]),
    ),
  )('show programs that run: %s', async (_, code) => {
    const node = join(folder.path, 'node_modules');
    mkdirSync(node);
    symlinkSync(root, join(node, 'sound-mirror'), 'junction');
    copyFileSync(join(root, 'photos', 'kitchen.jpg'), join(folder.path, 'kitchen.jpg'));
    const run = promisify(execFile);
    const called = ['--input-type=module', '--eval', code as string];
    const { stderr } = await run(process.execPath, called, { cwd: folder.path });
    expect(stderr).toBe('');
  });
});
