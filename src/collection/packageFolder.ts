import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MirrorError } from '../errors.js';

/**
 * The folder of this package, where the starter collection and the detector's weights stand: the
 * nearest one upward from this file that holds a package.json, so it is the same from src/ and dist/.
 */
export function packageFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) {
      throw new MirrorError(
        'environment',
        `Expected a package.json above ${start} but there is none. Install sound-mirror again.`,
      );
    }
  }
}
