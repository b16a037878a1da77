import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { packageFolder } from '../../src/collection/packageFolder.js';

type Skip = (condition: boolean, note: string) => void;

/** Skips a test of what is forbidden to a user, with the reason, where the tests run as root. */
export function skipAsRoot({ skip }: { readonly skip: Skip }): void {
  skip(process.getuid?.() === 0, 'the tests run as root, to whom no file is forbidden');
}

/**
 * Skips a test, with the reason, that acts as a user who may not write somewhere. Who is not root is such a user already; root becomes
 * `nobody`, who must be let into the checkout, since its starter collection is read: a folder of `mktemp -d` is closed to all but its owner.
 */
export function skipWhereNoOtherUser({ skip }: { readonly skip: Skip }): void {
  skip(process.seteuid === undefined, 'this system has no other user to act as');
  const isClosed = process.geteuid?.() === 0 && !isOpenToAll(packageFolder());
  skip(isClosed, 'the checkout is closed to the user nobody, as whom root would act');
}

function isOpenToAll(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (folder === dirname(folder) || isOpenToAll(dirname(folder)));
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
