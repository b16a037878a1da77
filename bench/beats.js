// node bench/beats.js [--takes n] [--only midi|audio] [--json] [--keep folder]: plays starter takes again to clocks that are known, at
// 40–180 beats a minute, straight, swung and with rubato, as free MIDI and as audio that is transcribed; finds the beats of each and compares
// them with the truth. Beside them takes with a true tempo map, takes without any beat, and takes unlike the starter collection. A whole
// run writes bench/BEATS.md; --keep writes the takes (MIDI, WAV, truth as JSON). What is transcribed is kept in the machine's temporary
// folder: ten minutes the first time, one later.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBeats, openCollection, writeWavFile } from 'sound-mirror';
import { keepsGrid } from '../dist/beats/keepsGrid.js';
import { seededRandom, shuffled } from '../dist/math/random.js';
import { readRecording } from '../dist/recordings/readRecording.js';
import { generateTake } from './beats/generate.js';
import { hopelessTakes } from './beats/hopeless.js';
import { freeMidi, soundedNotes, transcribed } from './beats/media.js';
import { musicTempoBeats } from './beats/musicTempo.js';
import { reportOf } from './beats/report.js';
import { scoreBeats } from './beats/score.js';
import { steadyAndBentTakes } from './beats/takes.js';
import { trueTempoTakes } from './beats/trueTempo.js';
import { monoSamples, stereoBlocks } from './transcription/roundTrip.js';

const { values: options } = parseArgs({
  options: {
    takes: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});
/** Takes unlike the starter collection; no model was trained on this seed. */
const UNLIKE = 72;
const UNLIKE_SEED = 'never trained on';

const { objects } = await openCollection({ home: new URL('..', import.meta.url).pathname });
const starter = objects.filter(({ shelf }) => shelf === 'starter');
const isWhole = options.takes === undefined && options.only === undefined;

const rows = [];
for (const take of chosenTakes(steadyAndBentTakes(starter))) {
  const bytes = await bytesOf(take);
  rows.push(measured({ ...take, bytes, notes: bytes ? soundedNotes(bytes, take.name) : [] }));
}
const hopeless = (await hopelessTakes(starter, { withAudio: options.only !== 'midi' })).map(
  ({ name, condition, notes }) => ({
    name,
    condition,
    notes: notes.length,
    confidence: findBeats(notes).confidence,
  }),
);
const kept = trueTempoTakes(starter).map(({ name, condition, bytes, notes }) => {
  const { performance } = readRecording(bytes, name);
  return { name, condition, isKept: keepsGrid(performance) && isSame(performance.notes, notes) };
});
const unlike = Array.from({ length: isWhole ? UNLIKE : 0 }, (_, i) => {
  const { notes, metre, player, ...truth } = generateTake(`${UNLIKE_SEED} ${i}`);
  const [beats, beatUnit] = metre.split('/').map(Number);
  return measured({
    name: `${truth.style} ${i}`,
    condition: player,
    medium: 'generated',
    notes: notes.map(([pitch, startSeconds, durationSeconds, velocity]) => ({
      pitch,
      startSeconds,
      durationSeconds,
      velocity,
    })),
    truth: { ...truth, metre: { beats, beatUnit } },
  });
});

const results = { rows, hopeless, kept, unlike };
const report = reportOf(results);
if (isWhole) writeFileSync(new URL('./BEATS.md', import.meta.url), report);
console.log(options.json ? JSON.stringify(results) : report);

function chosenTakes(takes) {
  const some = takes.filter(({ medium }) => !options.only || medium === options.only);
  const count = Number(options.takes ?? some.length);
  if (!Number.isInteger(count) || count < 1 || some.length === 0) {
    throw new Error('Expected --takes with a whole number from 1 and --only with midi or audio.');
  }
  return count < some.length ? shuffled(some, seededRandom('which takes')).slice(0, count) : some;
}

/** The MIDI bytes that the program would read; undefined where the transcriber hears nothing. */
async function bytesOf(take) {
  const played = freeMidi(take.notes, take);
  if (options.keep) await keep(take, played);
  return take.medium === 'midi'
    ? played
    : transcribed(Buffer.from(played), () => monoSamples(played));
}

async function keep({ name, medium, condition, truth }, midi) {
  mkdirSync(options.keep, { recursive: true });
  const path = (ending) => join(options.keep, `${name}.${ending}`);
  if (medium === 'midi') writeFileSync(path('mid'), midi);
  else await writeWavFile(path('wav'), stereoBlocks(midi), { gain: 1 });
  writeFileSync(path('json'), JSON.stringify({ name, medium, condition, ...truth }));
}

/** One take's figures, and those of music-tempo on the same notes. */
function measured({ name, condition, medium, bytes, notes, truth }) {
  const started = performance.now();
  const found = findBeats(notes);
  const milliseconds = performance.now() - started;
  const row = {
    name,
    condition,
    medium,
    tempoBpm: truth.tempoBpm,
    metre: `${truth.metre.beats}/${truth.metre.beatUnit}`,
    foundTempoBpm: found.tempoBpm,
    foundMetre: found.metre && `${found.metre.beats}/${found.metre.beatUnit}`,
    confidence: found.confidence,
    milliseconds,
    seconds: notes.reduce(
      (end, note) => Math.max(end, note.startSeconds + note.durationSeconds),
      0,
    ),
    // Free playing on a grid of 120 must not be taken for playing that keeps its grid.
    keepsGrid: medium === 'midi' && keepsGrid(readRecording(bytes, name).performance),
    ...scoreBeats(found, truth, notes),
    peer: scoreBeats(musicTempoBeats(notes), truth, notes),
  };
  console.error(
    `${name}: F ${row.beatF.toFixed(2)}, ${row.foundTempoBpm?.toFixed(1)} for ${truth.tempoBpm.toFixed(1)}`,
  );
  return row;
}

function isSame(some, others) {
  const fields = ['pitch', 'startTicks', 'durationTicks', 'velocity'];
  return (
    some.length === others.length &&
    some.every((note, i) => fields.every((field) => note[field] === others[i][field]))
  );
}
