// node bench/tempi.js: takes of one idea in six tempi, 60 to 150, and takes of a slow and of a fast idea as one object.
// Learns them and measures in seconds how like them what is drawn is: overlap of inter-onset intervals and of
// durations, and the same with every draw in the geometric mean of the tempi. Prints a table. Three minutes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findObject, openCollection, readRecordings, trainObject } from 'sound-mirror';
import { drawPieces } from '../dist/evaluation/draws/draws.js';
import { measureOverlap } from '../dist/evaluation/measures/overlap.js';
import { toMeasuredPerformance } from '../dist/events/measuredPerformance.js';

/** A machine in eighths, a melody with chords, three quarters in a bar, seven eighths; then pairs, slow and fast. */
const SETS = [
  ...['clock', 'kitchen-table', 'sink', 'chair'].map((object) => [
    { object, tempi: [60, 78, 96, 114, 132, 150] },
  ]),
  ...[
    ['kitchen-table', 'coffee-grinder'],
    ['couch', 'clock'],
    ['bed', 'fruit-bowl'],
  ].map(([slow, fast]) => [
    { object: slow, tempi: [60, 66, 72] },
    { object: fast, tempi: [120, 135, 150] },
  ]),
];
/** As many as `mirror judge` draws, and four times as many. */
const DRAWS = [16, 64];
/** Other takes than those of the starter collection, which are of seed 1. */
const SEED = 7;

const root = fileURLToPath(new URL('..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'sound-mirror-tempi-'));
try {
  console.log(
    '| ideas | draws | onsets, s | durations, s | at the mean tempo | one take to the others |',
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const set of SETS) await measure(set);
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function measure(set) {
  const recordings = [];
  for (const idea of set) recordings.push(...(await compose(idea)));
  const name = set.map(({ object }) => object).join(' + ');
  const decoder = await trainObject(recordings, { object: name, backend: 'wasm' });
  const pieces = recordings.map(({ performance }) => toMeasuredPerformance(performance));
  const tempoBpm = meanTempo(decoder);
  for (const draws of DRAWS) {
    const { pieces: drawn } = await drawPieces(decoder, pieces, { draws, seed: SEED });
    const { pooled, leftOut } = measureOverlap(drawn, pieces);
    const atMean = measureOverlap(
      drawn.map(({ performance }) =>
        toMeasuredPerformance({ ...performance, tempoBpm, tempoChanges: [{ ticks: 0, tempoBpm }] }),
      ),
      pieces,
    ).pooled;
    const shares = [pooled.onsetDistance, pooled.duration, atMean.onsetDistance];
    const cells = [...shares, leftOut.onsetDistance].map((share) => share.toFixed(3));
    console.log(`| ${[name, draws, ...cells].join(' | ')} |`);
  }
}

async function compose({ object, tempi }) {
  const options = { object, takes: tempi.length, tempi, seed: SEED, out: join(home, 'objects') };
  const words = Object.entries(options).flatMap(([option, value]) => [
    `--${option}`,
    String(value),
  ]);
  execFileSync('npm', ['run', 'compose', '--', ...words], { cwd: root, stdio: 'ignore' });
  const { recordings } = await readRecordings(findObject(await openCollection({ home }), object));
  return recordings;
}

/** Geometric mean of the recordings' tempi by their shares: what an object played in before it knew them apart. */
function meanTempo({ recordings }) {
  return Math.exp(
    recordings.reduce((sum, { tempoBpm, share }) => sum + share * Math.log(tempoBpm), 0),
  );
}
