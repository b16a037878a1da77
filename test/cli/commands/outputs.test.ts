import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, lstat, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { asOtherUser, skipWhereNoOtherUser } from '../../collection/otherUser.js';
import { putObject, putTrainedObject, takeBytes } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { withoutMark } from '../../output/withoutMark.js';
import { runInProcess } from '../runInProcess.js';
import { linesOf } from '../runMirror.js';

const top = useTemporaryFolder();
beforeEach(async () => {
  await putTrainedObject(top.path, { name: 'mug' });
});
const run = (...words: string[]) => runInProcess(words, { folder: top.path });

it('music is written through a link, which stays a link', async () => {
  await run('hear', 'mug', '-o', 'old.mid');
  await symlink('old.mid', join(top.path, 'link.mid'));
  const before = await readFile(join(top.path, 'old.mid'));
  expect((await run('hear', 'mug', '--seed', '9', '-o', 'link.mid')).code).toBe(0);
  expect((await lstat(join(top.path, 'link.mid'))).isSymbolicLink()).toBe(true);
  expect((await readFile(join(top.path, 'old.mid'))).equals(before)).toBe(false);
});

it('music of another maker is kept beside the new one, and told of under --quiet too', async () => {
  const mine = withoutMark(takeBytes('mine'));
  await writeFile(join(top.path, 'mug.mid'), mine);
  const first = await run('hear', 'mug', '--quiet');
  expect(first.code).toBe(0);
  expect(linesOf(first.stderr)).toEqual([
    expect.stringMatching(/^mug\.mid: the MIDI file that was there .* kept as mug\.before\.mid$/),
  ]);
  expect(new Uint8Array(await readFile(join(top.path, 'mug.before.mid')))).toEqual(mine);
  // The new one is the program's own, and is replaced by the next.
  const second = await run('hear', 'mug', '--seed', '9');
  expect(linesOf(second.stderr)).toEqual(['mug.mid: replaced the MIDI file that was there']);
  await writeFile(join(top.path, 'mug.mid'), withoutMark(takeBytes('another')));
  expect((await run('hear', 'mug')).stderr).toMatch(/kept as mug\.before-2\.mid\n$/);
  const names = (await readdir(top.path)).filter((name) => name.endsWith('.mid')).sort();
  expect(names).toEqual(['mug.before-2.mid', 'mug.before.mid', 'mug.mid']);
});

it('a file that may not be written is refused in one line, whatever is written', async (context) => {
  skipWhereNoOtherUser(context);
  const words = ['hear', 'mug', '--bars', '1'];
  await chmod(top.path, 0o777);
  const files = ['mug.mid', 'mug.wav', 'mug.mp3', 'mug.stems/01-mug.wav'];
  await run(...words, '--wav', '--stems');
  await run(...words, '-o', 'mug.mp3');
  for (const file of files) {
    const path = join(top.path, file);
    const before = await readFile(path);
    await chmod(path, 0o444);
    const given = file.startsWith('mug.stems')
      ? ['--stems']
      : file.endsWith('.wav')
        ? ['--wav']
        : [];
    const out = file.endsWith('.mp3') ? ['-o', file] : [];
    const { code, stderr } = await asOtherUser(() =>
      run(...words, '--seed', '9', ...given, ...out),
    );
    expect(code).toBe(2);
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(`^mirror: ${file}: Expected .* write-protected\\.`),
    ]);
    expect((await readFile(path)).equals(before)).toBe(true);
    await chmod(path, 0o666);
  }
});

it('a link to nothing is refused', async () => {
  await symlink('nothing.mid', join(top.path, 'link.mid'));
  const before = await everythingIn(top.path);
  const { code, stderr } = await run('hear', 'mug', '-o', 'link.mid');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^mirror: link\.mid: Expected .* a link to nothing\. [^\n]*\n$/);
  expect(await everythingIn(top.path)).toEqual(before);
});

it('an object with less than a minute of music is trained, with a word', async () => {
  await putObject(top.path, { name: 'kettle', labels: ['toaster'] });
  const { code, stdout, stderr } = await run('train', 'kettle', '--kind', 'seed');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^kettle {2}learned 2 takes, /);
  expect(stderr).toContain('kettle: 8 s of music are soon repeated.');
});

it('a decoder without its weights is named with its remedy', async () => {
  const weights = join(top.path, 'models', 'mug', 'weights.bin');
  await writeFile(weights, '');
  const emptied = await run('hear', 'mug');
  expect(emptied.code).toBe(2);
  await rm(weights);
  const { code, stderr } = await run('hear', 'mug');
  expect(code).toBe(2);
  expect(linesOf(stderr)).toHaveLength(1);
  expect(stderr).toContain('Train the object again.');
});

// A device that is always full is Linux's own.
it.skipIf(!existsSync('/dev/full'))('a full stdout gives one line and no stack', async () => {
  const bin = new URL('../../../bin/mirror.js', import.meta.url).pathname;
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${bin}" objects > /dev/full`]);
  let stderr = '';
  shell.stderr.on('data', (text) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => shell.on('close', resolve));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^mirror: stdout: [^\n]*\n$/);
});
