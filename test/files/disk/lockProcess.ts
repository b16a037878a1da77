import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

const BUILT = new URL('../../../dist/files/disk/', import.meta.url).href;

/** Where a process runs: beside the test, or as in a container, or as on another machine. */
export type Place = 'here' | 'container' | 'attic' | 'cellar';

/** Words of `unshare` that this machine permits; undefined where it permits none. */
const UNSHARE = [
  ['--pid', '--fork', '--mount-proc'],
  ['--user', '--map-root-user', '--pid', '--fork', '--mount-proc'],
].find((words) => spawnSync('unshare', [...words, '--uts', 'true']).status === 0);

export const canUnshare = UNSHARE !== undefined;

/** A process that does as it is told, a word at a time, and answers each with a line. */
export interface LockProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Sends a word; its answer comes with `answer`. */
  readonly say: (word: string) => void;
  /** The next line that it wrote; rejects once it has ended. */
  readonly answer: () => Promise<string>;
}

/**
 * Starts a process that imports the built lock. Its words: `acquire` (answers `owned`, after `waiting …` if it waits),
 * `write` (writes `file` under the lock; answers `written` or the error's message), `busy <ms>` (keeps the event loop
 * busy; answers `idle`), `release` (answers `released`), `exit` (ends by `process.exit`), and `rounds <n>` (answers `alone`, or `both` if it was not).
 */
export function startLockProcess(folder: string, place: Place): LockProcess {
  const source = `
    import { closeSync, openSync, rmSync } from 'node:fs';
    import { join } from 'node:path';
    import { createInterface } from 'node:readline';
    import { setTimeout } from 'node:timers/promises';
    import { acquireLock } from ${JSON.stringify(`${BUILT}lock.js`)};
    import { writeFileAtomically } from ${JSON.stringify(`${BUILT}writeFileAtomically.js`)};
    const [folder, me] = process.argv.slice(1);
    const onWaiting = ({ pid, host }) => console.log('waiting for', pid, host ?? 'here');
    const acquire = (more) => acquireLock(folder, { purpose: 'training', ...more });
    const inside = join(folder, 'inside');
    let lock;
    for await (const line of createInterface(process.stdin)) {
      const [word, count] = line.split(' ');
      if (word === 'acquire') {
        lock = await acquire({ onWaiting });
        console.log('owned');
      } else if (word === 'write') {
        const writing = writeFileAtomically(join(folder, 'file'), Buffer.from(me), { lock: lock.owned });
        console.log(await writing.then(() => 'written', (error) => error.message));
      } else if (word === 'busy') {
        const end = process.hrtime.bigint() + BigInt(count) * 1000000n;
        while (process.hrtime.bigint() < end);
        console.log('idle');
      } else if (word === 'release') {
        await lock.release();
        console.log('released');
      } else if (word === 'exit') {
        process.exit();
      } else if (word === 'rounds') {
        let isAlone = true;
        for (let round = 0; round < Number(count); round++) {
          const each = await acquire();
          try {
            closeSync(openSync(inside, 'wx'));
            await setTimeout(10);
            rmSync(inside);
          } catch {
            isAlone = false;
          }
          await each.release();
          await setTimeout(Math.random() * 20);
        }
        console.log(isAlone ? 'alone' : 'both');
      }
    }
  `;
  const node = [process.execPath, '--input-type=module', '--eval', source, folder, place];
  const [program = '', ...words] = place === 'here' ? node : ['unshare', ...inPlace(place, node)];
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    child,
    pid: child.pid ?? 0,
    say: (word) => void child.stdin.write(`${word}\n`),
    answer: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error(`Expected an answer but the process in ${place} has ended.`);
      return value;
    },
  };
}

/** Words of `unshare` for Node in a PID namespace of its own, and under a host name of its own on another machine. */
function inPlace(place: Place, node: readonly string[]): string[] {
  if (place === 'container') return [...(UNSHARE ?? []), '--kill-child', ...node];
  const named = ['sh', '-c', `hostname ${place} && exec "$@"`, 'sh', ...node];
  return [...(UNSHARE ?? []), '--kill-child', '--uts', ...named];
}
