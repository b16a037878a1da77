import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256OfText } from '../checksum.js';
import { systemErrorCode } from './aboutFile.js';

/** What tells a process from every other one, on whichever machine and in whichever container it runs. */
export interface ProcessIdentity {
  /**
   * The boot of the kernel and the PID namespace, as 12 hexadecimal digits: process numbers can be compared where
   * it is equal, and only there. Two containers can have one host name, and two machines as well.
   */
  readonly system: string;
  readonly pid: number;
  /**
   * When it started, in clock ticks since the boot; 0 where the system does not say. It tells a process from a later
   * one of the same number.
   */
  readonly startTicks: number;
  /** For people only. */
  readonly host: string;
}

/** This process. */
export const THIS_PROCESS: ProcessIdentity = {
  // Where the system does not say (macOS, Windows), no other process is ever of the same one.
  system: systemOfLinux() ?? randomBytes(6).toString('hex'),
  pid: process.pid,
  startTicks: startTicksOf(process.pid) ?? 0,
  host: hostname(),
};

/**
 * Whether a process has certainly ended. False means that it may run: of a process of another system, nothing can be
 * known from here.
 */
export function isKnownToHaveEnded({
  system,
  pid,
  startTicks,
}: Omit<ProcessIdentity, 'host'>): boolean {
  if (system !== THIS_PROCESS.system) return false;
  if (pid === THIS_PROCESS.pid) return startTicks !== THIS_PROCESS.startTicks;
  return !isRunning(pid) || (startTicksOf(pid) ?? startTicks) !== startTicks;
}

/** Undefined without Linux's /proc, or if /proc numbers processes in another namespace than this process's own. */
function systemOfLinux(): string | undefined {
  try {
    if (readlinkSync('/proc/self') !== String(process.pid)) return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // Ticks since the boot are counted from another moment in another time namespace.
    const namespaces = ['pid', 'time'].map((kind) => readlinkSync(`/proc/self/ns/${kind}`));
    return sha256OfText([boot, ...namespaces].join(' ')).slice(0, 12);
  } catch {
    return undefined;
  }
}

/** Field 22 of /proc/<pid>/stat (man 5 proc); the second field, a name in brackets, may hold blanks and brackets. */
function startTicksOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fromThird = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fromThird[19]);
    return Number.isSafeInteger(ticks) ? ticks : undefined;
  } catch {
    return undefined;
  }
}

/** Whether there is a process of that number in this PID namespace, of this user or another. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to another user.
    return systemErrorCode(error) !== 'ESRCH';
  }
}
