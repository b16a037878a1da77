import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { HEARTBEAT_MILLISECONDS } from '../../../src/files/disk/heartbeat.js';
import { acquireLock, type LockOwner } from '../../../src/files/disk/lock.js';
import { createLockFile } from '../../../src/files/disk/lockFile.js';
import { assertOwned, isLost } from '../../../src/files/disk/ownedLock.js';
import { type ProcessIdentity, THIS_PROCESS } from '../../../src/files/disk/processIdentity.js';
import { asOtherUser, skipWhereNoOtherUser } from '../../collection/otherUser.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const purpose = 'training';
const LOCK = '.mirror.training.lock';
const lockPath = () => join(folder.path, LOCK);
const parent = { ...THIS_PROCESS, pid: process.ppid, startTicks: startTicksOf(process.ppid) };
const elsewhere = { ...THIS_PROCESS, system: '0123456789ab', pid: 71, host: 'attic' };
const putLock = (owner: ProcessIdentity) =>
  createLockFile(lockPath(), { token: '5'.repeat(32), owner });

/** The number of a process that has ended. */
function endedPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

function startTicksOf(pid: number): number {
  const stat = spawnSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' }).stdout;
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 0);
}

describe('a lock', () => {
  it('is owned by one call at a time, however many ask at once', async () => {
    let owners = 0;
    let most = 0;
    const own = async () => {
      const lock = await acquireLock(join(folder.path, 'new'), { purpose });
      owners++;
      most = Math.max(most, owners);
      await setTimeout(5);
      assertOwned(lock.owned);
      owners--;
      await lock.release();
      return lock.waited;
    };
    const waited = await Promise.all(Array.from({ length: 6 }, own));
    expect(most).toBe(1);
    expect(waited.filter((each) => !each).length).toBeLessThanOrEqual(1);
    expect(await everythingIn(folder.path)).toEqual([]);
  });

  it.runIf(process.platform === 'linux').each<[string, () => ProcessIdentity]>([
    ['a process that has ended', () => ({ ...THIS_PROCESS, pid: endedPid() })],
    ['an earlier process of the same number', () => ({ ...THIS_PROCESS, startTicks: 1 })],
    ['an earlier process of another’s number', () => ({ ...parent, startTicks: 1 })],
  ])('of %s is taken over at once', async (_, owner) => {
    putLock(owner());
    const waitedFor: LockOwner[] = [];
    const onWaiting = (each: LockOwner) => void waitedFor.push(each);
    const lock = await acquireLock(folder.path, { purpose, onWaiting });
    expect({ waited: lock.waited, waitedFor }).toEqual({ waited: false, waitedFor: [] });
    await lock.release();
    expect(await everythingIn(folder.path)).toEqual([]);
  });

  it('of a folder that may not be written is refused with the name of the folder', async (context) => {
    skipWhereNoOtherUser(context);
    await chmod(folder.path, 0o555);
    const lock = asOtherUser(() => acquireLock(folder.path, { purpose }));
    await expect(lock).rejects.toMatchObject({
      code: 'input',
      message: `${folder.path}: Expected a path that can be written but the system says EACCES: permission denied. Choose another folder.`,
    });
    await chmod(folder.path, 0o755);
  });

  it('that is stale is taken over by one of many', async () => {
    putLock({ ...THIS_PROCESS, startTicks: 1, pid: endedPid() });
    const locks = Array.from({ length: 6 }, async () => {
      const lock = await acquireLock(folder.path, { purpose });
      const others = await everythingIn(folder.path);
      assertOwned(lock.owned);
      await lock.release();
      return others;
    });
    expect((await Promise.all(locks)).flat()).toEqual(Array(6).fill(LOCK));
  });

  it.each<[string, ProcessIdentity, string | undefined]>([
    ['of this system', parent, undefined],
    ['of a container with this host name', { ...elsewhere, host: hostname() }, undefined],
    ['of another machine', elsewhere, 'attic'],
  ])('of a process %s is waited for until the signal fires', async (_, owner, host) => {
    putLock(owner);
    const stop = new AbortController();
    const owners: LockOwner[] = [];
    const onWaiting = (each: LockOwner) => {
      owners.push(each);
      stop.abort();
    };
    const lock = acquireLock(folder.path, { purpose, signal: stop.signal, onWaiting });
    await expect(lock).rejects.toMatchObject({ code: 'aborted' });
    expect(owners).toEqual([{ pid: owner.pid, host, path: lockPath(), hasHeartbeat: true }]);
    expect(await everythingIn(folder.path)).toEqual([LOCK]);
  });

  it('is taken over if its file is torn, or a process died while it took over', async () => {
    await writeFile(lockPath(), '');
    await writeFile(`${lockPath()}.takeover`, 'torn');
    const lock = await acquireLock(folder.path, { purpose });
    expect(lock.waited).toBe(false);
    await lock.release();
    expect(await everythingIn(folder.path)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'sweeps away those of ended owners, whatever they are for, and no others',
    async () => {
      const put = (name: string, owner: ProcessIdentity) =>
        createLockFile(join(folder.path, name), { token: '5'.repeat(32), owner });
      const ended = { ...THIS_PROCESS, pid: endedPid() };
      put('.mirror.writing.lock', ended);
      put('.mirror.adding-0123456789ab.lock.takeover', ended);
      put('.mirror.adding-ba9876543210.lock', elsewhere);
      await (await acquireLock(folder.path, { purpose })).release();
      expect(await everythingIn(folder.path)).toEqual(['.mirror.adding-ba9876543210.lock']);
    },
  );

  it('for one purpose does not hinder another', async () => {
    const one = await acquireLock(folder.path, { purpose: 'training' });
    const other = await acquireLock(folder.path, { purpose: 'writing' });
    expect(other.waited).toBe(false);
    await one.release();
    await other.release();
  });

  it('gives signs of life and says once it was taken over', async () => {
    const lock = await acquireLock(folder.path, { purpose });
    const before = await readFile(lockPath(), 'utf8');
    while ((await readFile(lockPath(), 'utf8')) === before) await setTimeout(50);
    assertOwned(lock.owned);
    const within = await acquireLock(folder.path, { purpose: 'writing', within: lock.owned });
    await rm(lockPath());
    putLock(elsewhere);
    const lost = { code: 'environment', message: expect.stringContaining('took it over') };
    for (const each of [lock, within]) {
      expect(isLost(each.owned)).toBe(true);
      expect(() => assertOwned(each.owned)).toThrow(expect.objectContaining(lost));
    }
    while (!lock.lost.aborted) await setTimeout(50);
    expect(lock.lost.reason).toMatchObject(lost);
    await within.release();
    await lock.release();
    // What is another's by now stays.
    expect(await everythingIn(folder.path)).toEqual([LOCK]);
  });
});

describe('a lock within one that was taken over', () => {
  it('says so, and not that its folder is wrong, where what was begun is gone', async () => {
    const outer = await acquireLock(folder.path, { purpose });
    const file = join(folder.path, 'in-the-way');
    await writeFile(file, '');
    const inner = () => acquireLock(file, { purpose: 'writing', within: outer.owned });
    await expect(inner()).rejects.toMatchObject({ code: 'input' });
    await rm(lockPath());
    putLock(elsewhere);
    await expect(inner()).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('took it over'),
    });
    await outer.release();
  });
});

describe('the heartbeat of a lock', () => {
  it('goes on while other locks of its process come and go', async () => {
    const lock = await acquireLock(folder.path, { purpose });
    const before = await readFile(lockPath(), 'utf8');
    const end = Date.now() + 2 * HEARTBEAT_MILLISECONDS;
    while (Date.now() < end) {
      const other = await acquireLock(folder.path, { purpose: 'adding' });
      await setTimeout(HEARTBEAT_MILLISECONDS / 5);
      await other.release();
    }
    expect(await readFile(lockPath(), 'utf8')).not.toBe(before);
    await lock.release();
  });
});

it('refuses a link in the place of a lock, which could neither be made nor read', async () => {
  await symlink('nowhere', lockPath());
  await expect(acquireLock(folder.path, { purpose })).rejects.toMatchObject({
    code: 'input',
    message: `${lockPath()}: Expected a lock file but this is a link, which no process made. Delete it.`,
  });
});

describe('a lock of version 0.1', () => {
  const formerLock = (host: string, pid: number) => `.mirror-${purpose}-${host}-${pid}-0.lock`;
  const here = hostname().replace(/\W/g, '_');
  const put = async (name: string, ageHours = 0) => {
    await mkdir(folder.path, { recursive: true });
    await writeFile(join(folder.path, name), '');
    const then = Date.now() / 1000 - 3600 * ageHours;
    await utimes(join(folder.path, name), then, then);
  };

  it('is swept away if its process has ended, or after a day', async () => {
    await put(formerLock(here, endedPid()));
    await put(formerLock(here, process.pid));
    await put(formerLock('attic', 71), 25);
    const lock = await acquireLock(folder.path, { purpose });
    expect(lock.waited).toBe(false);
    await lock.release();
    expect(await everythingIn(folder.path)).toEqual([]);
  });

  it.each([
    ['here', here, undefined, process.ppid],
    ['elsewhere', 'attic', 'attic', 71],
  ])('is honoured while its process may run %s', async (_, name, host, pid) => {
    const former = formerLock(name, pid);
    await put(former, 23);
    const stop = new AbortController();
    const owners: LockOwner[] = [];
    const onWaiting = (each: LockOwner) => {
      owners.push(each);
      stop.abort();
    };
    const lock = acquireLock(folder.path, { purpose, signal: stop.signal, onWaiting });
    await expect(lock).rejects.toMatchObject({ code: 'aborted' });
    expect(owners).toEqual([{ pid, host, path: join(folder.path, former), hasHeartbeat: false }]);
    expect(await everythingIn(folder.path)).toEqual([former]);
  });
});
