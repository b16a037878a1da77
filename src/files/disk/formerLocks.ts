import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isRunning } from './processIdentity.js';

/** A lock of version 0.1, which had no heartbeat: a file for each process that had it or wanted it. */
export interface FormerLock {
  readonly path: string;
  /** Its machine, if that is not this one. */
  readonly host: string | undefined;
  readonly pid: number;
}

const FORMER_NAME =
  /^\.mirror-(training|writing|adding-[0-9a-f]{12})-(\w{1,40})-(\d{1,10})-\d{1,5}\.lock$/;

const THIS_HOST = hostname().replace(/\W/g, '_').slice(0, 40) || 'host';

/** No call of that version runs so long. */
const EXPIRES_MILLISECONDS = 24 * 3600 * 1000;

/**
 * A lock of that purpose which a process of version 0.1 may still have, if there is any. Those of processes that have
 * ended, as far as that version could tell, and those older than a day are taken away.
 *
 * @param options.nowMs the time of a file that was just written there
 */
export async function findFormerLock(
  folder: string,
  { purpose, nowMs }: { readonly purpose: string; readonly nowMs: number },
): Promise<FormerLock | undefined> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, its, host = '', digits] = FORMER_NAME.exec(name) ?? [];
    if (its !== purpose) continue;
    const path = join(folder, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats === undefined) continue;
    const pid = Number(digits);
    // This process makes none, so one of its number is of an earlier process.
    const isHere = host === THIS_HOST;
    const hasEnded = isHere && (pid === process.pid || !isRunning(pid));
    if (!hasEnded && nowMs - stats.mtimeMs < EXPIRES_MILLISECONDS) {
      return { path, pid, host: isHere ? undefined : host };
    }
    await rm(path, { force: true }).catch(() => {});
  }
  return undefined;
}
