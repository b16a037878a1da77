import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isKnownToHaveEnded, type ProcessIdentity, THIS_PROCESS } from './processIdentity.js';

const TEMPORARY_NAME = /^\.mirror-([0-9a-f]{12})-(\d{1,10})-(\d{1,15})-\d{1,5}\.tmp$/;

/** As version 0.1 named them, for a host name and a process number. */
const FORMER_NAME = /^\.mirror-\w{1,40}-\d{1,10}-\d{1,5}\.tmp$/;

/** After a day without a change, the temporary file of a process that cannot be asked is taken to be left behind. */
const EXPIRES_MILLISECONDS = 24 * 3600 * 1000;

/** The name of a file or folder that this process fills before it gets its own name; hidden, and like no other process's. */
export function temporaryName(number: number): string {
  const { system, pid, startTicks } = THIS_PROCESS;
  return `.mirror-${system}-${pid}-${startTicks}-${number}.tmp`;
}

/**
 * Takes away what killed processes left half written in a folder. What cannot be taken away stays: it does no harm,
 * and the next writer may.
 *
 * @param nowMs the time of a file that was just written there, since a disk of another machine has a clock of its own
 */
export async function sweepTemporaryFiles(folder: string, nowMs: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = ownerOf(name);
    if (owner === undefined && !FORMER_NAME.test(name)) continue;
    const path = join(folder, name);
    const isLeft = owner !== undefined && isKnownToHaveEnded(owner);
    if (isLeft || (await isExpired(path, nowMs))) {
      await rm(path, { recursive: true, force: true }).catch(() => {});
    }
  }
}

/**
 * Folders that this process has swept: with a sweep for each of a million files of one folder, the folder would be listed a million times.
 */
const swept = new Set<string>();

/** The same when this process writes into a folder for the first time; what is left there later goes with the next process. */
export async function sweepTemporaryFilesOnce(folder: string, nowMs: number): Promise<void> {
  const path = resolve(folder);
  if (swept.has(path)) return;
  swept.add(path);
  await sweepTemporaryFiles(path, nowMs);
}

/** The process that a temporary file belongs to; undefined unless the name is exactly one of ours. */
function ownerOf(name: string): Omit<ProcessIdentity, 'host'> | undefined {
  const [, system, pid, startTicks] = TEMPORARY_NAME.exec(name) ?? [];
  if (system === undefined) return undefined;
  return { system, pid: Number(pid), startTicks: Number(startTicks) };
}

async function isExpired(path: string, nowMs: number): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && nowMs - stats.mtimeMs > EXPIRES_MILLISECONDS;
}
