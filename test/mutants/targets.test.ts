import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';

// The script that uses it runs without a build.
const { TARGETS } = await import(new URL('targets.js', import.meta.url).href);

it.each(Object.values(TARGETS).flat() as [string, string[]][])(
  'what is changed for the tests to notice, and these tests, are there: %s',
  (file, tests) => {
    const paths = [`src/${file}.ts`, ...tests.map((test) => `test/${test}.test.ts`)];
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  },
);
