import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MirrorError } from '../errors.js';

/**
 * The folder of this package, where the starter collection and the detector's weights stand: the
 * nearest one upward from this file that holds a package.json, so it is the same from src/ and dist/.
 *
 * @throws MirrorError `environment` where this code is no longer in its package, say in a bundle
 */
export function packageFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return checkedFolder(folder);
    if (folder === dirname(folder)) throw misplaced(start, 'there is no package.json above it');
  }
}

const checked = new Set<string>();

function checkedFolder(folder: string): string {
  if (checked.has(folder)) return folder;
  const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (name !== 'sound-mirror') throw misplaced(folder, `that is the folder of ${name}`);
  checked.add(folder);
  return folder;
}

function misplaced(folder: string, found: string): MirrorError {
  return new MirrorError(
    'environment',
    `Expected sound-mirror's own files around ${folder}, but ${found}. Install sound-mirror again; in a bundle mark it as external.`,
  );
}

/**
 * Never called. A bundler looks for all that is imported while it builds, does not find this, and says so in these
 * words: models, soundfonts and the scripts of threads stand beside this code and are not bundled with it, so what it
 * builds could not run.
 */
export const refuseBundling = () =>
  // @ts-expect-error There is no module of that name.
  import('sound-mirror cannot be bundled: mark it as external, as in --external:sound-mirror');
