import { lstat } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { assertInsideRoot, targetOutside } from '../../files/disk/assertInsideRoot.js';
import { lowestExisting } from '../../files/disk/writeFileAtomically.js';
import type { JournalStep } from './journalSteps.js';

/** The paths that a step changes, below the home. */
export function pathsOf(step: JournalStep): readonly string[] {
  return step.is === 'move' ? [step.from, step.to] : [step.path];
}

/** Whether a path, as it is written, is below `objects/` or `models/`. */
export function isBelowHome(path: string): boolean {
  const parts = normalize(path).split(sep);
  return (
    !isAbsolute(path) &&
    !path.includes('\0') &&
    /^(?:objects|models)[\\/].*[^\\/]$/s.test(normalize(path)) &&
    !parts.includes('..')
  );
}

/**
 * Makes sure that no link takes a step out of the collection. `objects/` and `models/` themselves may be links, to another disk
 * for one. It holds until the next change: a step that was done may have moved a link to where the next one writes.
 *
 * @throws MirrorError `input` that names where the link leads
 */
export async function assertStepInsideRoot(home: string, step: JournalStep): Promise<void> {
  for (const path of pathsOf(step)) {
    const top = topOf(home, path);
    await assertInsideRoot(
      await lowestExisting(dirname(join(home, path))),
      await lowestExisting(top),
    );
  }
  if (step.is === 'nameDecoder') {
    // It is read, and not only replaced.
    await assertInsideRoot(join(home, step.path), await lowestExisting(topOf(home, step.path)));
  }
  if (step.is === 'move') await assertLinkInsideRoot(home, step);
}

function topOf(home: string, path: string): string {
  return join(home, normalize(path).split(sep)[0] as string);
}

/** What is hidden among the objects, as the trash is, is none of them. */
const HIDDEN = /^objects[\\/]\./;

/** A link that leads out may be thrown away, but it may not take a place among the objects and decoders. */
async function assertLinkInsideRoot(
  home: string,
  { from, to }: Extract<JournalStep, { readonly is: 'move' }>,
): Promise<void> {
  const path = join(home, from);
  const isLink = (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true;
  if (!isLink || HIDDEN.test(normalize(to))) return;
  // A recording may be a link to a file anywhere in the home.
  if ((await targetOutside(path, topOf(home, from))) === undefined) return;
  await assertInsideRoot(path, home);
}
