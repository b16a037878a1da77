import { hostname, uptime } from 'node:os';
import { systemErrorCode } from './aboutFile.js';

/** A file of ours that lives no longer than its process; its name says whose it is. */
export interface MadeFile {
  /** What it is for: `training`, `writing` or `adding-…`, a turn; undefined for a file half written. */
  readonly purpose: string | undefined;
  readonly host: string;
  readonly pid: number;
}

/** When this machine and this process began, by the clock of the disk in question. */
export interface Beginnings {
  readonly bootedMs: number;
  readonly startedMs: number;
}

/** This machine, as a part of a file name. */
export const THIS_HOST = hostname().replace(/\W/g, '_').slice(0, 40) || 'host';

const MADE_NAME =
  /^\.mirror-(?:(training|writing|adding-[0-9a-f]{12})-)?(\w{1,40})-(\d{1,10})-\d{1,5}\.(tmp|lock)$/;

/** Clocks are set right after the boot, and disks round their times. */
const BOOT_SLACK_MS = 60_000;
const START_SLACK_MS = 100;

/** The name of a file that this process makes: half written, or a claim for a turn of that purpose. */
export function madeName(number: number, purpose?: string): string {
  return purpose === undefined
    ? `.mirror-${THIS_HOST}-${process.pid}-${number}.tmp`
    : `.mirror-${purpose}-${THIS_HOST}-${process.pid}-${number}.lock`;
}

/** Who made the file of that name; undefined unless the name is exactly one of ours. */
export function parseMadeName(name: string): MadeFile | undefined {
  const [, purpose, host, pid, ending] = MADE_NAME.exec(name) ?? [];
  if (host === undefined || (purpose === undefined) !== (ending === 'tmp')) return undefined;
  return { purpose, host, pid: Number(pid) };
}

/** @param nowMs the time of a file that was just written: a disk of another machine has a clock of its own */
export function beginningsAt(nowMs: number): Beginnings {
  return {
    bootedMs: nowMs - 1000 * uptime() - BOOT_SLACK_MS,
    startedMs: nowMs - 1000 * process.uptime() - START_SLACK_MS,
  };
}

/**
 * Whether the process that made a file is known to be gone. Only the machine on which it ran can know:
 * of the processes of others, which may share the folder, none ever counts as gone. A number is given to
 * other processes after a while, so a file older than the boot, or than the process that has its number
 * and asks, is nobody's.
 *
 * @param madeMs when the file was last written
 */
export function isMakerGone(
  { host, pid }: MadeFile,
  { madeMs, bootedMs, startedMs }: Beginnings & { readonly madeMs: number },
): boolean {
  if (host !== THIS_HOST) return false;
  if (pid === process.pid) return madeMs < startedMs;
  return madeMs < bootedMs || !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    return systemErrorCode(error) !== 'ESRCH';
  }
}
