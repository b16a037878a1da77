import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { putObject, takeBytes } from '../../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../../collection/temporaryFolder.js';
import { ending, linesOf, runMirror, startMirror } from '../../runMirror.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);

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
  it.each<[string, readonly string[]]>([
    ['training', ['train', 'kettle', '--kind', 'seed']],
    ['training in threads', ['train', 'kettle', 'urn', '--kind', 'seed', '--jobs', '2']],
    ['adding to an object', ['add', 'kettle', 'a.mid', '--no-train']],
    ['adding an object', ['add', 'mug', 'a.mid', '--labels', 'cup', '--no-train']],
    ['renaming an object', ['edit', 'kettle', '--rename', 'pot']],
  ])('and whose lock was taken over writes nothing more and says so: %s', async (_, words) => {
    await putObject(folder.path, { name: 'kettle' });
    await putObject(folder.path, { name: 'urn' });
    await writeFile(at('a.mid'), takeBytes('a'));
    const nodeOptions = ['--import', STOP_BEFORE_WRITING];
    const stopped = startMirror(words, { folder: folder.path, nodeOptions });
    const ended = ending(stopped);
    while (!isStopped(stopped.pid)) await setTimeout(50);
    const next = await runMirror(words, { folder: folder.path });
    expect(next).toMatchObject({ code: 0 });
    expect(next.stderr).toContain(`another mirror (process ${stopped.pid}) is`);
    const before = await contents();
    stopped.kill('SIGCONT');
    // Each of its threads stops all of it once.
    const goOn = setInterval(() => isStopped(stopped.pid) && stopped.kill('SIGCONT'), 200);
    const { code, stderr } = await ended.finally(() => clearInterval(goOn));
    expect({ code, stderr }).toMatchObject({ code: 1 });
    const lines = linesOf(stderr);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(LOST);
    expect(await contents()).toEqual(before);
    expect((await everythingIn(folder.path)).filter((path) => /\.(tmp|lock)$/.test(path))).toEqual(
      [],
    );
  });
});

function isStopped(pid: number | undefined): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.startsWith('T');
}

/** Every file of the collection with its bytes; a temporary file of the call that was stopped is its own. */
async function contents(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const path of await everythingIn(folder.path)) {
    if (/\.tmp(\/|$)/.test(path)) continue;
    found.set(path, await readFile(at(path), 'base64').catch(() => 'a folder'));
  }
  return found;
}
