import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { packageFolder } from '../../src/collection/packageFolder.js';

interface Context {
  readonly skip: (condition: boolean, note: string) => void;
}

/** Skips a test of what is forbidden to a user, and says why, where the tests run as root. */
export function skipAsRoot(context: Context): void {
  const isRoot = process.getuid?.() === 0;
  skipAndSay(context, isRoot, 'the tests run as root, to whom no file is forbidden');
}

/**
 * Skips a test, and says why, that acts as a user who may not write somewhere. Who is not root is such a user already; root becomes
 * `nobody`, who must be let into the checkout, since its starter collection is read: a folder of `mktemp -d` is closed to all but its owner.
 */
export function skipWhereNoOtherUser(context: Context, checkout = packageFolder()): void {
  const isLacking = process.seteuid === undefined;
  skipAndSay(context, isLacking, 'this system has no other user to act as');
  const closed = process.geteuid?.() === 0 ? closedFolder(checkout) : undefined;
  skipAndSay(
    context,
    closed !== undefined,
    `${closed} is closed to the user nobody, as whom root would act (chmod o+x ${closed})`,
  );
}

/** The first folder on the way up that others may not enter. */
function closedFolder(folder: string): string | undefined {
  if ((statSync(folder).mode & 0o001) === 0) return folder;
  return folder === dirname(folder) ? undefined : closedFolder(dirname(folder));
}

/** The note of a skipped test is shown by the reporter `verbose` alone; what is said here stands in every log, once a process. */
const said = new Set<string>();

function skipAndSay({ skip }: Context, condition: boolean, reason: string): void {
  if (condition && !said.has(reason)) {
    said.add(reason);
    console.warn(`Skipped: tests of what a user may not do, for ${reason}.`);
  }
  skip(condition, reason);
}

/** Does some work as a user to whom files may be forbidden, also where the tests run as root; see `skipWhereNoOtherUser`. */
export async function asOtherUser<Result>(work: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.('nobody');
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
