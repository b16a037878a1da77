// node bench/silence.js: the longest silence in 200 mirrors and more of 4 to 128 bars (each object alone, two, a few and many together,
// seeds 1 to 5, tempi from 20 to 300, areas large and small) and in five pieces of `mirror hear` for each object. Four of the objects are
// learned from slow takes first. Prints a table and the longest; exits 1 for a silence of more than a bar. A minute.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mirrorObject, openCollection, readDecoder, writeMidi } from 'sound-mirror';
import { composePiece } from './silence/composePiece.js';
import { longestSilence } from './silence/longestSilence.js';
import { planHeard, planPieces } from './silence/planPieces.js';
import { learnSlowObjects } from './silence/slowObjects.js';

/** As many of the longest silences are told one by one. */
const TOLD = 8;

const folder = mkdtempSync(join(tmpdir(), 'sound-mirror-silence-'));
try {
  const measured = await measurePieces();
  printTable(measured);
  process.exitCode = printHoles(measured.filter(isHole)) > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

async function measurePieces() {
  const { objects } = await openCollection();
  const starters = await Promise.all(
    objects.map(async (object) => ({ object, decoder: await readDecoder(object), isSlow: false })),
  );
  const players = [...starters, ...(await learnSlowObjects(folder))];
  const measured = planPieces(players).map((piece) => measure(piece, composePiece(piece)));
  for (const piece of planHeard(players)) {
    const { object, bars, seed } = piece;
    measured.push(measure(piece, await mirrorObject(object, { bars, seed })));
  }
  return measured;
}

function measure({ group, name }, score) {
  return { group, name, ...longestSilence(writeMidi(score)) };
}

function printTable(measured) {
  console.log('| pieces | number | longest silence, bars | longest, s | over one bar |');
  console.log('| --- | --- | --- | --- | --- |');
  const groups = [...new Set(measured.map(({ group }) => group))];
  const rows = groups.map((group) => [group, measured.filter((piece) => piece.group === group)]);
  for (const [group, pieces] of [...rows, ['all', measured]]) {
    const most = (what) => Math.max(...pieces.map((piece) => piece[what]));
    const longest = [most('bars').toFixed(2), most('seconds').toFixed(1)];
    const cells = [group, pieces.length, ...longest, pieces.filter(isHole).length];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function printHoles(holes) {
  const longest = [...holes].sort((a, b) => b.bars - a.bars).slice(0, TOLD);
  for (const { name, bars, seconds, fromBar, tempoBpm } of longest) {
    const length = `${bars.toFixed(2)} bars (${seconds.toFixed(1)} s)`;
    console.log(
      `${name}, ${Math.round(tempoBpm)} bpm: ${length} of silence, from bar ${fromBar + 1}`,
    );
  }
  return holes.length;
}

function isHole({ bars }) {
  return bars > 1;
}
