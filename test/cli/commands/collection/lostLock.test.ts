import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putObject, takeBytes } from '../../../collection/shelves.js';
import { everythingIn } from '../../../collection/temporaryFolder.js';
import { ending, linesOf, runMirror, startMirror } from '../../runMirror.js';

let top: string;
beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'lost-lock-')));
});
afterAll(() => rm(top, { recursive: true }));

const LOST =
  /^mirror: ((kettle|urn): )?\S+\.lock: Expected to own this lock .* took it over while this one was asleep or stopped\. Nothing more was written\. Run it again\.$/;

/** For `node --import`: a process that stops itself, as by Ctrl-Z, just before it begins its first file. */
const STOP_BEFORE_WRITING = `data:text/javascript,${encodeURIComponent(`
  import { promises } from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { open } = promises;
  let isFirst = true;
  promises.open = (path, ...words) => {
    if (isFirst && String(path).endsWith('.tmp')) {
      isFirst = false;
      process.kill(process.pid, 'SIGSTOP');
    }
    return open(path, ...words);
  };
  syncBuiltinESMExports();
`)}`;

describe.skipIf(process.platform === 'win32')('a call that was stopped for long', () => {
  // At the same time, each in a folder of its own, since a lock is stale only after twelve seconds.
  it.concurrent.each<[string, readonly string[]]>([
    ['training', ['train', 'kettle', '--kind', 'seed']],
    ['training in threads', ['train', 'kettle', 'urn', '--kind', 'seed', '--jobs', '2']],
    ['adding to an object', ['add', 'kettle', 'a.mid', '--no-train']],
    ['adding an object', ['add', 'mug', 'a.mid', '--labels', 'cup', '--no-train']],
    ['renaming an object', ['edit', 'kettle', '--rename', 'pot']],
  ])('and whose lock was taken over writes nothing more and says so: %s', async (_, words) => {
    const folder = await mkdtemp(join(top, 'home-'));
    await putObject(folder, { name: 'kettle' });
    await putObject(folder, { name: 'urn' });
    await writeFile(join(folder, 'a.mid'), takeBytes('a'));
    const nodeOptions = ['--import', STOP_BEFORE_WRITING];
    const stopped = startMirror(words, { folder, nodeOptions });
    const ended = ending(stopped);
    while (!isStopped(stopped.pid)) await setTimeout(50);
    const next = await runMirror(words, { folder });
    expect(next).toMatchObject({ code: 0 });
    expect(next.stderr).toContain(`another mirror (process ${stopped.pid}) is`);
    const before = await contents(folder);
    stopped.kill('SIGCONT');
    // Each of its threads stops all of it once.
    const goOn = setInterval(() => isStopped(stopped.pid) && stopped.kill('SIGCONT'), 200);
    const { code, stderr } = await ended.finally(() => clearInterval(goOn));
    expect({ code, stderr }).toMatchObject({ code: 1 });
    const lines = linesOf(stderr);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(LOST);
    expect(await contents(folder)).toEqual(before);
    expect((await everythingIn(folder)).filter((path) => /\.(tmp|lock)$/.test(path))).toEqual([]);
  });
});

function isStopped(pid: number | undefined): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.startsWith('T');
}

/** Every file of the collection with its bytes; a temporary file of the call that was stopped is its own. */
async function contents(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const path of await everythingIn(folder)) {
    if (/\.tmp(\/|$)/.test(path)) continue;
    found.set(path, await readFile(join(folder, path), 'base64').catch(() => 'a folder'));
  }
  return found;
}
