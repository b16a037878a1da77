import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = new URL('../src/', import.meta.url).pathname;

/** Rooms whose messages are read on the command line only; the page has no backquoted commands of a terminal either. */
const OF_THE_COMMAND_LINE = /^(?:cli|batch|studio)\//;

/** A flag of a bundler, in an import that is never followed, and a part of a command that can be typed. */
const OTHERS = ['--external:sound-mirror', ` --kind \${kind}`];

it('messages of the library name its own options, and flags only within a command that can be typed', async () => {
  const files = await readdir(SOURCE, { recursive: true });
  const found: string[] = [];
  let lines = 0;
  for (const file of files.filter((each) => each.endsWith('.ts'))) {
    if (OF_THE_COMMAND_LINE.test(file)) continue;
    for (const line of (await readFile(join(SOURCE, file), 'utf8')).split('\n')) {
      lines += 1;
      const isComment = /^\s*(?:\/\/|\/?\*)/.test(line);
      const said = OTHERS.reduce((rest, other) => rest.replace(other, ''), line).replace(
        /\\?`mirror [^`\\]*\\?`/g,
        '',
      );
      if (!isComment && /['`"].*(?<![\w-])--[a-z]|MIRROR_BACKEND/.test(said))
        found.push(`${file}: ${line.trim()}`);
    }
  }
  expect(lines).toBeGreaterThan(10_000);
  expect(found).toEqual([]);
});
