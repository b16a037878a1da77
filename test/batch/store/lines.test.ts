import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolderStore } from '../../../src/batch/store/folderStore.js';
import { readLines, writeLines } from '../../../src/batch/store/lines.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

async function linesOf(name: string) {
  const found: string[] = [];
  let isUnfinished = false;
  const onUnfinished = () => {
    isUnfinished = true;
  };
  for await (const lines of readLines(openFolderStore(folder.path), name, { onUnfinished })) {
    found.push(...lines);
  }
  return { found, isUnfinished };
}

describe('the lines of a value', () => {
  it('are those that were written, whatever characters lie between two pieces', async () => {
    // 600 kB in lines of odd lengths with characters of one to four bytes.
    const lines = Array.from({ length: 20_001 }, (_, i) => `é${i}𝄞${'音'.repeat(i % 7)}`);
    const store = openFolderStore(folder.path);
    const length = await writeLines(store, 'many', { lines });
    const bytes = await readFile(at('many'));
    expect(length).toBe(bytes.length);
    expect(bytes.toString()).toBe(lines.map((line) => `${line}\n`).join(''));
    expect(await linesOf('many')).toEqual({ found: lines, isUnfinished: false });
    // The same in pieces of three bytes.
    const inSmallPieces = {
      ...store,
      stream: (key: string) => createReadStream(at(key), { highWaterMark: 3, end: 3000 }),
    };
    const found: string[] = [];
    for await (const some of readLines(inSmallPieces, 'many')) found.push(...some);
    expect(found.slice(0, -1)).toEqual(lines.slice(0, found.length - 1));
  });

  it.each([
    ['nothing', '', [], false],
    ['a line break', '\n', [''], false],
    ['a line that was left unfinished', 'one\ntw', ['one', 'tw'], true],
  ])('of %s', async (_, text, found, isUnfinished) => {
    await writeFile(at('few'), text);
    expect(await linesOf('few')).toEqual({ found, isUnfinished });
  });

  it('of a value that is not there are none', async () => {
    expect(await linesOf('none')).toEqual({ found: [], isUnfinished: false });
  });
});
