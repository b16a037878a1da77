// node bench/howMuch.js: how much to record. Learns 1 to 64 takes of objects, and 200 of one, and measures what is drawn
// against 16 takes that were not learned. Prints a table of means and writes it to bench/HOW-MUCH.md. Ten minutes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findObject, loadDecoder, openCollection, readRecordings } from 'sound-mirror';
import { drawPieces } from '../dist/evaluation/draws/draws.js';
import { measureCopied } from '../dist/evaluation/measures/copied.js';
import { histogramsOf } from '../dist/evaluation/measures/histograms.js';
import { overlapOf } from '../dist/evaluation/measures/overlap.js';
import { toMeasuredPerformance } from '../dist/events/measuredPerformance.js';

/** A machine, slow chords, a rude machine, and the one whose chords are hardest to learn. */
const OBJECTS = ['clock', 'breadknife', 'coffee-grinder', 'laptop'];
const COUNTS = [1, 2, 4, 8, 16, 64];
/** One object is learned from so many as well, to see what grows. */
const MANY = { object: 'coffee-grinder', takes: 200 };
const UNLEARNED = 16;
/** Phrases drawn from each decoder, each as long as a take. */
const DRAWS = 32;
/** Other takes than those of the starter collection, which are of seed 1. */
const SEED = 7;

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sound-mirror-how-much-'));
try {
  const rows = [];
  for (const object of OBJECTS) {
    compose(object, MANY.takes + UNLEARNED);
    const counts = object === MANY.object ? [...COUNTS, MANY.takes] : COUNTS;
    for (const takes of counts) {
      rows.push({ object, takes, ...(await measure(object, takes)) });
      console.error(JSON.stringify(rows.at(-1)));
    }
  }
  const report = reportOf(rows);
  writeFileSync(new URL('./HOW-MUCH.md', import.meta.url), report);
  console.log(report);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function compose(object, takes) {
  const options = { object, takes, seed: SEED, out: join(folder, 'objects') };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  execFileSync('npm', ['run', 'compose', '--', ...words], { cwd: root, stdio: 'ignore' });
}

async function measure(name, takes) {
  const child = fileURLToPath(new URL('./learnTakes.js', import.meta.url));
  const cost = execFileSync(process.execPath, [child, folder, name, String(takes), folder]);
  const json = join(folder, 'decoder.json');
  const weights = join(folder, 'weights.bin');
  const decoder = loadDecoder({ json: readFileSync(json, 'utf8'), weights: readFileSync(weights) });
  const { recordings } = await readRecordings(
    findObject(await openCollection({ home: folder }), name),
  );
  const pieces = recordings.map(({ performance }) => toMeasuredPerformance(performance));
  const learned = pieces.slice(0, takes);
  const unlearned = pieces.slice(-UNLEARNED);
  const { pieces: draws } = await drawPieces(decoder, unlearned, { draws: DRAWS, seed: SEED });
  const { seconds, cpuSeconds, peakMb, right } = JSON.parse(cost);
  const overlap = overlapOf(histogramsOf(draws), histogramsOf(unlearned));
  return {
    onsets: overlap.onsetDistance,
    chords: overlapOfChords(draws, unlearned),
    durations: overlap.duration,
    heard: shareKnown(draws, unlearned),
    reached: shareKnown(unlearned, draws),
    rightChords: right.chord,
    rightDistances: right.distance,
    copied: measureCopied(draws, learned).draws.share,
    seconds,
    cpuSeconds,
    peakMb,
    kilobytes: (statSync(json).size + statSync(weights).size) / 1000,
  };
}

/** Share of the steps (chord, distance, next chord) of some pieces that others know. */
function shareKnown(pieces, others) {
  const known = new Set(others.flatMap(stepsOf));
  const steps = pieces.flatMap(stepsOf);
  return steps.filter((step) => known.has(step)).length / steps.length;
}

function stepsOf({ events }) {
  return events
    .slice(1)
    .map(({ pitches, step }, i) => `${events[i].pitches} ${step - events[i].step} ${pitches}`);
}

function overlapOfChords(a, b) {
  const shares = (pieces) => {
    const chords = pieces.flatMap(({ events }) => events.map(({ pitches }) => `${pitches}`));
    const counts = new Map();
    for (const chord of chords) counts.set(chord, (counts.get(chord) ?? 0) + 1 / chords.length);
    return counts;
  };
  const [left, right] = [shares(a), shares(b)];
  return [...left].reduce((sum, [chord, share]) => sum + Math.min(share, right.get(chord) ?? 0), 0);
}

function reportOf(rows) {
  const columns = [
    ['onset distance', 'onsets', 2],
    ['chords', 'chords', 2],
    ['duration', 'durations', 2],
    ['steps heard', 'heard', 2],
    ['steps reached', 'reached', 2],
    ['chords right', 'rightChords', 2],
    ['distances right', 'rightDistances', 2],
    ['copied', 'copied', 3],
    ['seconds', 'seconds', 0],
    ['CPU seconds', 'cpuSeconds', 0],
    ['peak MB', 'peakMb', 0],
    ['KB', 'kilobytes', 0],
  ];
  const line = (first, figures) =>
    `| ${[first, ...columns.map(([, key, digits]) => figures[key].toFixed(digits))].join(' | ')} |`;
  const head = (first) => [
    `| ${[first, ...columns.map(([title]) => title)].join(' | ')} |`,
    `| ${[first, ...columns].map(() => '---').join(' | ')} |`,
  ];
  const meanOf = (some) =>
    Object.fromEntries(
      columns.map(([, key]) => [key, some.reduce((sum, row) => sum + row[key], 0) / some.length]),
    );
  const means = COUNTS.map((takes) =>
    line(takes, meanOf(rows.filter((row) => row.takes === takes))),
  );
  const many = rows.filter(({ object }) => object === MANY.object);
  return [
    '# How much to record: results of `node bench/howMuch.js`',
    '',
    `${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}. Takes of about a minute, composed with seed ${SEED};`,
    `${DRAWS} draws, each as long as a take, against ${UNLEARNED} takes that were not learned.`,
    '',
    '- onset distance, chords, duration: overlap of the draws with the unlearned takes, 0–1;',
    '- steps heard: of the steps drawn (chord, distance, next chord) those that stand in an unlearned take; steps reached: the',
    '  other way round;',
    '- chords and distances right: what an autoencoder of as many takes brings back of the unlearned ones;',
    '- copied: of the runs of eight events drawn those that stand in a learned take;',
    '- seconds, peak MB, KB: one training on one core, its whole process, its decoder.',
    '',
    `Means over ${OBJECTS.join(', ')}:`,
    '',
    ...head('takes'),
    ...means,
    '',
    `\`${MANY.object}\` alone:`,
    '',
    ...head('takes'),
    ...many.map((row) => line(row.takes, row)),
    '',
  ].join('\n');
}
