// node bench/tempi.js: takes of one idea in six tempi, 60 to 150. Learns them and measures in seconds how like them what
// is drawn is: overlap of inter-onset intervals and of durations. Prints a table. Three minutes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findObject, openCollection, readRecordings, trainObject } from 'sound-mirror';
import { drawPieces } from '../dist/likeness/draws.js';
import { measureOverlap } from '../dist/likeness/overlap.js';
import { toPiece } from '../dist/likeness/piece.js';

/** A machine in eighths, a melody with chords, three quarters in a bar, and seven eighths. */
const OBJECTS = ['clock', 'kitchen-table', 'sink', 'chair'];
const TEMPI = [60, 78, 96, 114, 132, 150];
/** As many as `mirror judge` draws, and four times as many. */
const DRAWS = [16, 64];
/** Other takes than those of the starter collection, which are of seed 1. */
const SEED = 7;

const root = fileURLToPath(new URL('..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'sound-mirror-tempi-'));
try {
  console.log(
    `| idea | draws | onsets, s | durations, s | one take beside the others: onsets, durations |`,
  );
  console.log('| --- | --- | --- | --- | --- |');
  for (const name of OBJECTS) {
    compose(name);
    const { recordings } = await readRecordings(findObject(await openCollection({ home }), name));
    const decoder = await trainObject(recordings, { object: name, backend: 'wasm' });
    const pieces = recordings.map(({ performance }) => toPiece(performance));
    for (const draws of DRAWS) {
      const drawn = drawPieces(decoder, pieces, { draws, seed: SEED });
      const { pooled, leftOut } = measureOverlap(drawn.pieces, pieces);
      const cells = [name, draws, ...figures(pooled), figures(leftOut).join(', ')];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

function compose(object) {
  const options = { object, takes: TEMPI.length, tempi: TEMPI, seed: SEED };
  const words = Object.entries({ ...options, out: join(home, 'objects') }).flatMap(
    ([option, value]) => [`--${option}`, String(value)],
  );
  execFileSync('npm', ['run', 'compose', '--', ...words], { cwd: root, stdio: 'ignore' });
}

function figures({ onsetDistance, duration }) {
  return [onsetDistance, duration].map((share) => share.toFixed(3));
}
