import { spawnSync } from 'node:child_process';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { madeName, THIS_HOST } from '../../src/collection/makers.js';
import { type TurnHolder, takeTurn } from '../../src/collection/turns.js';
import { everythingIn, useTemporaryFolder } from './temporaryFolder.js';

const folder = useTemporaryFolder();
const purpose = 'training';
const claimOf = (host: string, pid: number) => `.mirror-${purpose}-${host}-${pid}-0.lock`;

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('a turn', () => {
  it('is had by one at a time, however many ask at once', async () => {
    let holders = 0;
    let most = 0;
    const hold = async () => {
      const turn = await takeTurn(join(folder.path, 'new'), { purpose });
      holders++;
      most = Math.max(most, holders);
      await setTimeout(5);
      holders--;
      await turn.release();
      return turn.waited;
    };
    const waited = await Promise.all(Array.from({ length: 6 }, hold));
    expect(most).toBe(1);
    expect(waited.filter((each) => !each).length).toBeLessThanOrEqual(1);
    expect(await everythingIn(folder.path)).toEqual([]);
  });

  it('is not held by a dead process, nor by an earlier one of the same number', async () => {
    await writeFile(join(folder.path, claimOf(THIS_HOST, deadPid())), '');
    const earlier = join(folder.path, madeName(0, purpose));
    await writeFile(earlier, '');
    const beforeThis = Date.now() / 1000 - process.uptime() - 60;
    await utimes(earlier, beforeThis, beforeThis);
    // The parent lives, but a claim from before the boot is not its own.
    const ancient = join(folder.path, claimOf(THIS_HOST, process.ppid));
    await writeFile(ancient, '');
    await utimes(ancient, 0, 0);
    const turn = await takeTurn(folder.path, { purpose });
    expect(turn.waited).toBe(false);
    await turn.release();
    expect(await everythingIn(folder.path)).toEqual([]);
  });

  it.each([
    ['of this machine', THIS_HOST, process.ppid],
    ['of another machine, which nobody here can ask', 'elsewhere', deadPid()],
  ])('is waited for while a process %s has it, until the signal fires', async (_, host, pid) => {
    const claim = claimOf(host, pid);
    await writeFile(join(folder.path, claim), '');
    const stop = new AbortController();
    const holders: TurnHolder[] = [];
    const onWaiting = (holder: TurnHolder) => {
      holders.push(holder);
      stop.abort();
    };
    const turn = takeTurn(folder.path, { purpose, signal: stop.signal, onWaiting });
    await expect(turn).rejects.toMatchObject({ code: 'aborted' });
    const elsewhere = host === THIS_HOST ? undefined : host;
    expect(holders).toEqual([{ pid, host: elsewhere, path: join(folder.path, claim) }]);
    expect(await everythingIn(folder.path)).toEqual([claim]);
  });

  it('at one thing does not hinder another', async () => {
    const one = await takeTurn(folder.path, { purpose: 'training' });
    const other = await takeTurn(folder.path, { purpose: 'writing' });
    expect(other.waited).toBe(false);
    await one.release();
    await other.release();
  });
});
