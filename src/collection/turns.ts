import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { MirrorError, throwIfAborted } from '../errors.js';
import { systemErrorCode } from './aboutFile.js';
import { madeFiles, sweepLeftovers } from './leftovers.js';
import { type Beginnings, beginningsAt, madeName, THIS_HOST } from './makers.js';
import { lowestExisting, removeEmptyFolders, unwritable } from './writeFileAtomically.js';

/** Whom somebody waits for. */
export interface TurnHolder {
  readonly pid: number;
  /** Its machine, if that is another one: only there can be known whether it still runs. */
  readonly host: string | undefined;
  /** The file that says so. */
  readonly path: string;
}

export interface TurnOptions {
  readonly purpose: string;
  readonly signal?: AbortSignal;
  /** Called once with each process that this call waits for. */
  readonly onWaiting?: (holder: TurnHolder) => void;
}

/** The right to be the only one at something until it is given back. */
export interface Turn {
  /** Whether somebody else had it first. */
  readonly waited: boolean;
  readonly beginnings: Beginnings;
  readonly release: () => Promise<void>;
}

/** Between two looks at whether it is free. */
const PAUSE_MILLISECONDS = 100;

/**
 * Waits until no other process, nor another call of this one, is at the same in a folder, which is made.
 *
 * Everybody puts a claim there, a file named for its process, and only then looks whether there are
 * others: of two at once, one at least sees the other. Whoever finds a living claim whose name comes
 * first takes back its own and waits. Claims of dead processes count for nothing, so nothing ever has to
 * be taken over.
 *
 * @throws MirrorError `aborted` when the signal fires, `input` or `environment` if the folder cannot be
 *   written; nothing is left behind
 */
export async function takeTurn(folder: string, options: TurnOptions): Promise<Turn> {
  const { purpose, signal, onWaiting } = options;
  throwIfAborted(signal);
  const keptFolder = await lowestExisting(folder);
  const told = new Set<string>();
  let claim: Claim | undefined;
  const release = async () => {
    // A disk that has failed meanwhile must not hide what was done, or why it was not.
    if (claim !== undefined) await rm(join(folder, claim.name), { force: true }).catch(() => {});
    await removeEmptyFolders(folder, keptFolder);
  };
  try {
    claim = await makeClaim(folder, purpose);
    const { beginnings } = claim;
    await sweepLeftovers(folder, beginnings);
    for (;;) {
      const mine = claim?.name;
      const others = (await madeFiles(folder, beginnings)).filter(
        (made) => made.purpose === purpose && !made.isGone && made.name !== mine,
      );
      if (others.length === 0 && claim) return { waited: told.size > 0, beginnings, release };
      if (others.length === 0) {
        claim = await makeClaim(folder, purpose);
        continue;
      }
      if (mine !== undefined && others.some(({ name }) => name < mine)) {
        await rm(join(folder, mine), { force: true });
        claim = undefined;
      }
      for (const { name, pid, host } of others) {
        if (told.has(name)) continue;
        told.add(name);
        const elsewhere = host === THIS_HOST ? undefined : host;
        onWaiting?.({ pid, host: elsewhere, path: join(folder, name) });
      }
      await setTimeout(PAUSE_MILLISECONDS, undefined, { signal }).catch(() => {});
      throwIfAborted(signal);
    }
  } catch (error) {
    await release();
    throw error instanceof MirrorError ? error : unwritable(folder, error);
  }
}

interface Claim {
  readonly name: string;
  readonly beginnings: Beginnings;
}

async function makeClaim(folder: string, purpose: string): Promise<Claim> {
  for (let attempt = 0; ; attempt++) {
    const name = madeName(attempt, purpose);
    try {
      await mkdir(folder, { recursive: true });
      const file = await open(join(folder, name), 'wx');
      try {
        return { name, beginnings: beginningsAt((await file.stat()).mtimeMs) };
      } finally {
        await file.close();
      }
    } catch (error) {
      // Another call of this process has that name; or the folder went with the turn of somebody else.
      const mayPass = ['EEXIST', 'ENOENT'].includes(systemErrorCode(error) ?? '');
      if (!mayPass || attempt > 100) throw error;
    }
  }
}
