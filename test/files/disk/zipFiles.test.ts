import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zipFiles } from '../../../src/files/disk/zipFiles.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();

const CONTENTS = [
  ['01-clock.wav', new Uint8Array(300_000).map((_, i) => i % 251)],
  ['02-Küche – 茶.wav', new TextEncoder().encode('sound')],
  ['03-empty.wav', new Uint8Array()],
] as const;

async function put() {
  return Promise.all(
    CONTENTS.map(async ([name, bytes], i) => {
      const path = join(folder.path, `${i}`);
      await writeFile(path, bytes);
      return { name, path };
    }),
  );
}

async function archive(): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipFiles(await put())) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('an archive of files', () => {
  const python = (...words: string[]) => execFileSync('python3', words, { encoding: 'utf8' });
  const hasPython = (() => {
    try {
      return python('-c', 'import zipfile; print("yes")').trim() === 'yes';
    } catch {
      return false;
    }
  })();

  it.skipIf(!hasPython)('is read whole by another program, names and checksums too', async () => {
    const path = join(folder.path, 'a.zip');
    await writeFile(path, await archive());
    const out = join(folder.path, 'out');
    await mkdir(out);
    const script =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip()); z.extractall(sys.argv[2])';
    expect(python('-c', script, path, out).trim()).toBe('None');
    for (const [name, bytes] of CONTENTS) {
      expect(Buffer.from(bytes).equals(await readFile(join(out, name)))).toBe(true);
    }
  });

  it('is the same for the same files', async () => {
    expect((await archive()).equals(await archive())).toBe(true);
  });
});
