import { once } from 'node:events';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import { everythingIn } from '../../collection/temporaryFolder.js';
import { canUnshare, type LockProcess, type Place, startLockProcess } from './lockProcess.js';

// All at the same time, each in a folder of its own, since a lock is stale only after twelve seconds.
const AT_ONCE = { concurrent: true };

/** A folder of a test's own, and how it starts processes there, which end with it. */
async function ownFolder({ onTestFinished }: TestContext) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lock-processes-')));
  const started: LockProcess[] = [];
  onTestFinished(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const start = (place: Place = 'here') => {
    const each = startLockProcess(folder, place);
    started.push(each);
    return each;
  };
  return { folder, start };
}

const apart = describe.skipIf(!canUnshare);
const title = canUnshare ? '' : ' (skipped: `unshare --pid` is not permitted here)';

apart(`two processes in PID namespaces of their own${title}`, AT_ONCE, () => {
  it.for<[string, Place, Place]>([
    ['two containers of one host name', 'container', 'container'],
    ['a container and its host', 'container', 'here'],
    ['two machines on one folder', 'attic', 'cellar'],
  ])('never both own a lock: %s', async ([, one, other], context) => {
    const { folder, start } = await ownFolder(context);
    const processes = [start(one), start(other)];
    for (const { say } of processes) say('rounds 15');
    expect(await Promise.all(processes.map(({ answer }) => answer()))).toEqual(['alone', 'alone']);
    expect(await everythingIn(folder)).toEqual([]);
  });

  it('keep a lock while its owner has no time for its timers, and get that of a dead one', async (context) => {
    const { start } = await ownFolder(context);
    const owner = start('attic');
    owner.say('acquire');
    expect(await owner.answer()).toBe('owned');
    const next = start('cellar');
    next.say('acquire');
    // The first process of a PID namespace has the number 1, whatever another namespace calls it.
    expect(await next.answer()).toBe('waiting for 1 attic');
    // Longer than an owner may give no sign of life.
    owner.say('busy 16000');
    const nextOwns = next.answer();
    expect(await Promise.race([owner.answer(), nextOwns])).toBe('idle');
    owner.child.kill('SIGKILL');
    expect(await nextOwns).toBe('owned');
  });
});

describe('an owner', AT_ONCE, () => {
  it('that was stopped until its lock was taken over writes nothing more and says so', async (context) => {
    const { folder, start } = await ownFolder(context);
    const owner = start();
    owner.say('acquire');
    expect(await owner.answer()).toBe('owned');
    owner.child.kill('SIGSTOP');
    const next = start();
    next.say('acquire');
    expect(await next.answer()).toBe(`waiting for ${owner.pid} here`);
    expect(await next.answer()).toBe('owned');
    next.say('write');
    expect(await next.answer()).toBe('written');
    owner.say('write');
    owner.child.kill('SIGCONT');
    expect(await owner.answer()).toMatch(/^\S+: Expected to own this lock .* took it over/);
    owner.say('release');
    expect(await owner.answer()).toBe('released');
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('here');
    expect(await everythingIn(folder)).toEqual(['.mirror.training.lock', 'file']);
    next.say('release');
    expect(await next.answer()).toBe('released');
    expect(await everythingIn(folder)).toEqual(['file']);
  });

  it('that was stopped for less owns its lock still', async (context) => {
    const { start } = await ownFolder(context);
    const owner = start();
    owner.say('acquire');
    expect(await owner.answer()).toBe('owned');
    owner.child.kill('SIGSTOP');
    const next = start();
    next.say('acquire');
    expect(await next.answer()).toBe(`waiting for ${owner.pid} here`);
    await setTimeout(3000);
    owner.say('write');
    owner.child.kill('SIGCONT');
    expect(await owner.answer()).toBe('written');
    owner.say('release');
    expect(await owner.answer()).toBe('released');
    expect(await next.answer()).toBe('owned');
  });

  it('that ends by process.exit leaves no lock, and no folder that was made for it', async (context) => {
    const { folder } = await ownFolder(context);
    const owner = startLockProcess(join(folder, 'home', 'objects'), 'here');
    owner.say('acquire');
    expect(await owner.answer()).toBe('owned');
    owner.say('exit');
    await once(owner.child, 'exit');
    expect(await everythingIn(folder)).toEqual([]);
  });
});
