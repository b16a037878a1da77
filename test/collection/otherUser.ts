import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { packageFolder } from '../../src/collection/packageFolder.js';

/**
 * Whether a test may act as a user who may not write somewhere. Whoever is not root is one already; root becomes `nobody`, and that
 * one must be let into the checkout, whose starter collection is read: a folder of `mktemp -d` is closed to all but its owner.
 */
export const canLackPermission =
  process.seteuid !== undefined && (process.geteuid?.() !== 0 || isOpenToAll(packageFolder()));

function isOpenToAll(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (folder === dirname(folder) || isOpenToAll(dirname(folder)));
}
