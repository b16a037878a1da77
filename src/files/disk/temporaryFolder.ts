import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isKnownToHaveEnded, THIS_PROCESS } from './processIdentity.js';
import { unwritable } from './writeFileAtomically.js';

const FOLDER_NAME = /^sound-mirror-([0-9a-f]{12})-(\d{1,10})-(\d{1,15})-\w{6}$/;

/**
 * Makes a folder of this process alone among the system's temporary files, and takes away those that killed processes left there; where the
 * system does not tell which have ended (macOS, Windows), that is left to the system.
 *
 * @returns its path; the caller removes it
 * @throws MirrorError `environment` or `input` where it cannot be made
 */
export async function makeTemporaryFolder(): Promise<string> {
  const parent = tmpdir();
  await sweepTemporaryFolders(parent);
  const { system, pid, startTicks } = THIS_PROCESS;
  const prefix = join(parent, `sound-mirror-${system}-${pid}-${startTicks}-`);
  return mkdtemp(prefix).catch((error) => {
    throw unwritable(parent, error);
  });
}

async function sweepTemporaryFolders(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const [, system, pid, startTicks] = FOLDER_NAME.exec(name) ?? [];
    if (system === undefined) continue;
    const owner = { system, pid: Number(pid), startTicks: Number(startTicks) };
    // One of another user stays.
    if (isKnownToHaveEnded(owner)) {
      await rm(join(parent, name), { recursive: true, force: true }).catch(() => {});
    }
  }
}
