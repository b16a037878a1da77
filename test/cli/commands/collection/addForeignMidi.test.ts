import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { runMirror } from '../../runMirror.js';

const fixtures = fileURLToPath(new URL('../../../recordings/fixtures', import.meta.url));
const top = useTemporaryFolder();

it('mirror add takes every MIDI file that other programs read, and says what was put right', async () => {
  const here = join(top.path, 'here');
  await mkdir(here);
  const files = (await readdir(fixtures)).filter((name) => !name.endsWith('.md'));
  const takes = await Promise.all(
    files.map(async (file) => {
      const take = `${parse(file).name}.mid`;
      await copyFile(join(fixtures, file), join(here, take));
      return take;
    }),
  );
  const home = join(top.path, 'home');
  const words = ['add', 'thing', ...takes, '--labels', 'toaster', '--no-train', '--home', home];
  const { code, stderr } = await runMirror(words, { folder: here });
  expect(code, stderr).toBe(0);
  expect(await readdir(join(home, 'objects', 'thing', 'recordings'))).toHaveLength(files.length);
  // What a grace note is follows from the file, and needs no word.
  for (const take of takes.filter((name) => name !== 'grace-notes.mid')) {
    expect(stderr).toMatch(
      // Several that have it in common are named in one line.
      new RegExp(`^(?:.+, )?${take}(?:, .+)?: .+ (left out|read as 127|there|end|wrapper)$`, 'm'),
    );
  }
  expect(stderr).toContain('sjis-name.mid: track 2 «ピアノ»: 8 notes on channel 10 are drums');
});
