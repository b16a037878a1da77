import { resolve } from 'node:path';
import { findHome, homeAround } from '../../collection/findHome.js';
import { MirrorError } from '../../errors.js';
import type { CollectionOptions } from '../../index.js';
import type { CommandContext } from '../context.js';
import { waitingLine } from '../report/waitingLine.js';

/** How the home was found, for `mirror doctor`. */
export type HomeSource = '--home' | 'MIRROR_HOME' | 'the nearest folder upward with objects/';

/**
 * The user's collection: --home, else MIRROR_HOME, else the nearest folder upward that holds `objects/`.
 *
 * @throws MirrorError `input` where a collection's own folder of objects is named, or an object in it
 */
export async function resolveHome(
  home: string | undefined,
  { env, workingFolder }: Pick<CommandContext, 'env' | 'workingFolder'>,
): Promise<{ home: string; source: HomeSource } | undefined> {
  if (home !== undefined) return namedHome(resolve(workingFolder, home), '--home');
  if (env.MIRROR_HOME) return namedHome(resolve(workingFolder, env.MIRROR_HOME), 'MIRROR_HOME');
  const found = await findHome(workingFolder);
  return found === undefined
    ? undefined
    : { home: found, source: 'the nearest folder upward with objects/' };
}

async function namedHome(home: string, source: '--home' | 'MIRROR_HOME') {
  const around = await homeAround(home);
  if (around === undefined) return { home, source };
  throw new MirrorError(
    'input',
    `${home}: Expected ${source} to name the folder of a collection but this is in one. Name ${around} instead.`,
  );
}

/** What a command opens the collection with: its home, and a line for each process that is waited for. */
export async function collectionOptions(
  home: string | undefined,
  context: Pick<CommandContext, 'env' | 'workingFolder' | 'terminal' | 'signal'>,
): Promise<CollectionOptions> {
  const found = await resolveHome(home, context);
  if (found === undefined) return {};
  return {
    home: found.home,
    signal: context.signal,
    onWaiting: (owner) =>
      context.terminal.note(waitingLine(found.home, { doing: 'changing this collection', owner })),
  };
}

/**
 * Does what needs something of the user's own; where that is not there, and no collection is, the message says so too.
 *
 * @throws what `work` throws
 */
export async function inOwnCollection<Result>(
  home: string | undefined,
  context: Pick<CommandContext, 'env' | 'workingFolder'>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isUsage = error instanceof MirrorError && error.code === 'usage';
    if (!isUsage || (await resolveHome(home, context)) !== undefined) throw error;
    throw new MirrorError('usage', `${error.message} ${NO_COLLECTION}`, { cause: error });
  }
}

/** What is said outside a collection. */
export const NO_COLLECTION =
  'No collection of yours is here or above: go to it, or name it with --home.';

/** The folder of the user's collection; without one, the folder that the caller stands in becomes it. */
export async function collectionFolder(
  home: string | undefined,
  context: Pick<CommandContext, 'env' | 'workingFolder'>,
): Promise<string> {
  return (await resolveHome(home, context))?.home ?? context.workingFolder;
}
