// node bench/dense.js: learns the composer's four dense sets of piano music and measures how much of them comes back.
// node bench/dense.js <folder>: the same for sets of your own, a folder of MIDI files each (in it, or in its `recordings`).
// --only invention,sonata: some of the sets; --seed 2: another training; --draws 16: phrases drawn from each decoder.
// Prints three tables with a row a set: what is recorded, what is learned, what is played. Shares are 0–1. «Behind four»:
// an event is predicted behind four recorded ones; «from z»: a window is decoded from its latent alone, both over all windows.
// Overlaps of histograms are those of `mirror judge`: all draws against all recordings; beside them, one take against the others.
// Writes only what it composes, into a temporary folder that it removes. A minute of CPU time a set.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureSet } from './dense/measureSet.js';
import { namesOfSets, readSet } from './dense/readSets.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    draws: { type: 'string', default: '16' },
  },
});
const composed = mkdtempSync(join(tmpdir(), 'sound-mirror-dense-'));
try {
  printTables(await measureSets(positionals[0] ?? composeSets()));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
} finally {
  rmSync(composed, { recursive: true, force: true });
}

async function measureSets(folder) {
  const measured = [];
  for (const set of namesOfSets(folder, values.only?.split(','))) {
    const tell = (line) => console.error(`${set}: ${line}`);
    const takes = await readSet(join(folder, set), tell);
    tell(`learning ${takes.length} takes`);
    measured.push(
      await measureSet(set, takes, {
        seed: Number(values.seed),
        draws: Number(values.draws),
        onNote: tell,
      }),
    );
  }
  return measured;
}

function composeSets() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const words = ['run', 'compose', '--', '--dense', composed];
  execFileSync('npm', words, { cwd: root, stdio: 'ignore' });
  return composed;
}

function printTables(measured) {
  for (const table of ['recorded', 'learned', 'played']) {
    const rows = measured.map((set) => set[table]);
    const columns = Object.keys(rows[0]);
    const lines = [columns, columns.map(() => '---'), ...rows.map(Object.values)];
    console.log(`${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
  }
}
