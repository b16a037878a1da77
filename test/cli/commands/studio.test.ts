import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { ending, runMirror, startMirror } from '../runMirror.js';

const folder = useTemporaryFolder();

/** Starts the studio and waits for the address that it prints. */
async function startStudio(words: readonly string[]) {
  const child = startMirror(['studio', '--no-open', ...words], {
    folder: folder.path,
    env: { TMPDIR: folder.path },
  });
  const ended = ending(child);
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return { child, ended };
}

it('prints its address on stdout, serves the page there, and leaves nothing behind at Ctrl-C', async () => {
  const { child, ended } = await startStudio(['--port', '0']);
  expect((await readdir(folder.path)).length).toBe(1);
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(130);
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/);
  expect(stderr).toContain('The studio is open. Ctrl-C ends it.\n');
  expect(await readdir(folder.path)).toEqual([]);
  await expect(fetch(stdout.trim())).rejects.toThrow();
});

it('takes another port where the usual one is taken, and says so where that was asked for', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const refused = await runMirror(['studio', '--no-open', '--port', `${port}`], {
    folder: folder.path,
  });
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain(`mirror: Expected port ${port} of this machine to be free`);
  const [first, second] = await Promise.all([startStudio([]), startStudio([])]);
  for (const { child } of [first, second]) child.kill('SIGINT');
  const ends = [await first.ended, await second.ended];
  expect(new Set(ends.map(({ stdout }) => new URL(stdout.trim()).port)).size).toBe(2);
  other.close();
});

it('opens in a folder that is not there yet, as add does, and says so', async () => {
  const { child, ended } = await startStudio(['--port', '0', '--home', 'later']);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toMatch(/^There is no folder .*later yet: the first object makes it\.$/m);
  expect(await readdir(folder.path)).toEqual([]);
});

it.each([
  ['--port', 'x', 'Expected --port to be a whole number from 0 to 65535'],
  ['--home', 'a-file', 'there is no folder'],
])('says in a line what it cannot take: %s %s', async (option, value, complaint) => {
  await writeFile(join(folder.path, 'a-file'), '');
  const { code, stderr } = await runMirror(['studio', '--no-open', option, value], {
    folder: folder.path,
  });
  expect([code, stderr.split('\n').length]).toEqual([2, 2]);
  expect(stderr).toContain(complaint);
});
