import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MirrorError } from '../src/errors.js';
import { DENSE_SETS } from './dense/index.js';
import { CYCLES } from './objects/index.js';
import { readOptions } from './options.js';
import type { Cycle } from './take.js';
import { writeObject, writeStarterNames } from './writeObject.js';

try {
  composeCollection(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof MirrorError && error.code === 'usage' ? 2 : 1;
}

function composeCollection(argv: readonly string[]): void {
  const { out, dense, object, takes, seed, tempi } = readOptions(argv);
  const folder = dense ?? out ?? join(packageFolder(), 'objects');
  const composed = dense === undefined ? CYCLES : DENSE_SETS;
  const cycles = object === undefined ? composed : [cycleNamed(object, composed)];
  for (const cycle of cycles) {
    writeObject(cycle, { folder: join(folder, cycle.name), takes, seed, tempi });
  }
  if (object === undefined && dense === undefined) writeStarterNames(cycles, folder);
  process.stderr.write(`Composed ${cycles.length} × ${takes} takes into ${folder}\n`);
}

function cycleNamed(name: string, cycles: readonly Cycle[]): Cycle {
  const cycle = cycles.find((candidate) => candidate.name === name);
  if (cycle !== undefined) return cycle;
  const names = cycles.map((candidate) => candidate.name).join(', ');
  throw new MirrorError(
    'usage',
    `Expected the name of an object but received ${JSON.stringify(name)}. There are: ${names}.`,
  );
}

/** The nearest folder upward from this file that holds a package.json. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new MirrorError('environment', 'Found no package.json above the composer. Give --out.');
    }
    folder = parent;
  }
  return folder;
}
