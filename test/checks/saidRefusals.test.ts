import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = new URL('../../src/', import.meta.url).pathname;

/** The docstring of an exported function, and what the function's body calls itself where it checks its options. */
const CHECKED =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:async )?function(?:(?!\n\}\n)[\s\S])*?\n {2}checkOptions\('(\w+)'/g;

it('each function that checks its options says that one of no known name is refused', async () => {
  const files = await readdir(SOURCE, { recursive: true });
  const silent: string[] = [];
  let checked = 0;
  for (const file of files.filter((each) => each.endsWith('.ts'))) {
    if (file.startsWith('checks/')) continue;
    const source = await readFile(join(SOURCE, file), 'utf8');
    for (const [, said = '', call = ''] of source.matchAll(CHECKED)) {
      checked += 1;
      const isSaid = /@throws (?:as `|[^@]*of no known name)/.test(
        said.replace(/\s*\n\s*\*\s*/g, ' '),
      );
      if (!isSaid) silent.push(`${file}: ${call}`);
    }
  }
  expect(checked).toBeGreaterThan(40);
  expect(silent).toEqual([]);
});
