// node bench/beats/fit/evaluate.js heldOut.jsonl: what findBeats, with the weights in dist/, finds in takes that held_out.py wrote:
// F-measures as bench/beats/score.js computes them, alone and with the true tempo as a hint, and the mean confidence.
import { findBeats } from 'sound-mirror';
import { beatF, octaveF } from '../score.js';
import { readHeldOut } from './heldOut.js';

const COLUMNS = ['beatF', 'octaveF', 'downbeatF', 'hintedF', 'confidence'];

const groups = new Map();
for (const take of readHeldOut(process.argv[2])) {
  groups.set(take.group, [...(groups.get(take.group) ?? []), figuresOf(take)]);
}
console.log(`| takes | n | ${COLUMNS.join(' | ')} |`);
console.log(`| --- | --- |${' --- |'.repeat(COLUMNS.length)}`);
for (const [group, rows] of groups) {
  const means = COLUMNS.map((column) => mean(rows.map((row) => row[column])).toFixed(3));
  console.log(`| ${group} | ${rows.length} | ${means.join(' | ')} |`);
}

function figuresOf({ notes, beats, downbeats }) {
  const found = findBeats(notes);
  const hinted = beats.length > 1 ? findBeats(notes, { tempoBpm: medianTempo(beats) }) : found;
  return {
    beatF: beatF(found.beats, beats),
    octaveF: octaveF(found.beats, beats),
    downbeatF: beatF(found.downbeats, downbeats),
    hintedF: beatF(hinted.beats, beats),
    confidence: found.confidence,
  };
}

function medianTempo(beats) {
  const gaps = beats.slice(1).map((beat, i) => beat - beats[i]);
  gaps.sort((a, b) => a - b);
  return 60 / gaps[gaps.length >> 1];
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
