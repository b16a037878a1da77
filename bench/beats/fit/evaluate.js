// node bench/beats/fit/evaluate.js heldOut.jsonl: what findBeats, with the weights in dist/, finds in takes that held_out.py wrote:
// F-measures as bench/beats/score.js computes them, alone and with the true tempo as a hint, and the mean confidence.
import { findBeats, HINT_TEMPO_BPM } from 'sound-mirror';
import { medianTempo } from '../../../dist/beats/medianTempo.js';
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
  const hinted = beats.length > 1 ? findBeats(notes, { tempoBpm: trueTempo(beats) }) : found;
  return {
    beatF: beatF(found.beats, beats),
    octaveF: octaveF(found.beats, beats),
    downbeatF: beatF(found.downbeats, downbeats),
    hintedF: beatF(hinted.beats, beats),
    confidence: found.confidence,
  };
}

/** The true tempo, or the nearest one that can be said: a few performances are quicker. */
function trueTempo(beats) {
  const { least, most } = HINT_TEMPO_BPM;
  return Math.min(most, Math.max(least, medianTempo(beats)));
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
