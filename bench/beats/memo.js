// node bench/beats/memo.js [--tempo bpm] [--hear]: what becomes of a memo that a telephone recorded. Three starter takes, played by hand at
// 76 beats a minute (noise of the hands 12 ms) through fluidsynth with reverb, with noise 30 dB below the music, as M4A of 64 kbit/s, are given to
// `mirror add` in an empty collection. Prints at which tempo each is stored, and how far its onsets lie from the sixteenths, as a share of a
// sixteenth (0.25 is chance). --hear trains each and prints the tempo that `mirror hear` plays at: minutes more. Needs fluidsynth,
// FluidR3_GM.sf2 (Debian: fluid-soundfont-gm) and ffmpeg, and says so where one is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findObject, openCollection, readRecording, readRecordings } from 'sound-mirror';
import { drawNormal, seededRandom } from '../../dist/math/random.js';
import { countedBeatTicks } from '../../dist/music/metre.js';
import { tempoClock } from '../../dist/music/tempo.js';
import { ticksPerBar } from '../../dist/music/time.js';
import { drawHumanClock, playTo } from './humanClock.js';
import { freeMidi } from './media.js';

/** Takes of straight sixteenths or longer notes: one of two voices, one of chords, one of an arpeggio. */
const MEMOS = [
  { object: 'book', take: 2 },
  { object: 'kitchen-table', take: 3 },
  { object: 'oven', take: 1 },
];
const SOUND_FONT = '/usr/share/sounds/sf2/FluidR3_GM.sf2';
const SECONDS = 40;
const SIXTEENTH_TICKS = 120;
const NOISE_DECIBELS = -30;
const MIRROR = fileURLToPath(new URL('../../bin/mirror.js', import.meta.url));

const { values } = parseArgs({
  options: { tempo: { type: 'string', default: '76' }, hear: { type: 'boolean', default: false } },
});
const missing = missingTools();
if (missing.length > 0) {
  console.log(`Skipped: memos are made with ${missing.join(' and ')}, which this machine has not.`);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'sound-mirror-memo-'));
  try {
    console.log(await memoTable(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function memoTable(folder) {
  const starter = await openCollection({ home: fileURLToPath(new URL('../..', import.meta.url)) });
  const lines = [
    '| memo | played at | stored at | from the sixteenths | by the true beats | free | `hear` plays at |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const { object, take } of MEMOS) {
    const played = await playedTake(findObject(starter, object), {
      take,
      tempoBpm: Number(values.tempo),
    });
    const memo = recordMemo(freeMidi(played, { name: object }), join(folder, object));
    const home = join(folder, `${object}-home`);
    mkdirSync(join(home, 'objects'), { recursive: true });
    mirror(
      [
        'add',
        'memo',
        memo,
        '--labels',
        'toaster',
        '--home',
        home,
        ...(values.hear ? [] : ['--no-train']),
      ],
      folder,
    );
    const stored = await storedTake(home, Number(values.tempo));
    const heardAt = values.hear ? heardTempo(home, folder) : 'not asked';
    lines.push(
      `| ${object}, take ${take} | ${values.tempo} | ${stored.tempoBpm.toFixed(1)} | ${stored.fromSixteenths.toFixed(3)} | ${stored.byTrueBeats.toFixed(3)} | ${stored.isFree ? 'yes' : 'no'} | ${heardAt} |`,
    );
  }
  return lines.join('\n');
}

/** Forty seconds of a take, set on its sixteenths, then played by hand. */
async function playedTake(object, { take, tempoBpm }) {
  const { path, name } = object.recordings[take - 1];
  const { timeSignature, notes, lengthTicks } = readRecording(readFileSync(path), name).performance;
  const random = seededRandom(`memo ${object.name}`);
  const clock = drawHumanClock({
    tempoBpm,
    beatTicks: countedBeatTicks(timeSignature),
    barTicks: ticksPerBar(timeSignature),
    lengthTicks,
    rubato: 0,
    swing: 1,
    random,
  });
  const onSixteenths = notes.map((note) => ({
    ...note,
    startTicks: Math.round(note.startTicks / SIXTEENTH_TICKS) * SIXTEENTH_TICKS,
  }));
  return playTo(onSixteenths, clock, random).filter(({ startSeconds }) => startSeconds < SECONDS);
}

/** The take as a telephone keeps it; returns the path of an M4A file. */
function recordMemo(midi, path) {
  writeFileSync(`${path}.mid`, midi);
  run('fluidsynth', [
    '-ni',
    '-q',
    '-R',
    '1',
    '-C',
    '0',
    '-g',
    '0.6',
    '-r',
    '44100',
    '-F',
    `${path}.wav`,
    SOUND_FONT,
    `${path}.mid`,
  ]);
  const raw = ['-f', 'f32le', '-ac', '1', '-ar', '44100'];
  const { stdout } = run('ffmpeg', ['-v', 'error', '-i', `${path}.wav`, ...raw, '-']);
  const samples = new Float32Array(
    stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length),
  );
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const noise = Math.sqrt(power) * 10 ** (NOISE_DECIBELS / 20);
  const random = seededRandom(path.split('/').at(-1));
  const noisy = samples.map((sample) => sample + noise * drawNormal(random));
  run(
    'ffmpeg',
    ['-v', 'error', '-y', ...raw, '-i', '-', '-c:a', 'aac', '-b:a', '64k', `${path}.m4a`],
    Buffer.from(noisy.buffer),
  );
  return `${path}.m4a`;
}

/**
 * What the library reads of the memo. byTrueBeats: how far the same onsets lie from sixteenths of the tempo that was played, at the phase
 * that suits them best; no beat finder can do better than that by much, for the rest is the hands and the transcription.
 */
async function storedTake(home, trueTempoBpm) {
  const object = findObject(await openCollection({ home }), 'memo');
  const { recordings } = await readRecordings(object);
  const { performance } = recordings[0];
  const clock = tempoClock(performance.tempoChanges);
  const inSixteenths = performance.notes.map(
    ({ startTicks }) => (clock.secondsAt(startTicks) * trueTempoBpm * 4) / 60,
  );
  const phases = Array.from({ length: 100 }, (_, i) =>
    strayOf(inSixteenths.map((place) => place + i / 100)),
  );
  return {
    tempoBpm: (performance.tempoBpm * 480) / countedBeatTicks(performance.timeSignature),
    fromSixteenths: strayOf(
      performance.notes.map(({ startTicks }) => startTicks / SIXTEENTH_TICKS),
    ),
    byTrueBeats: Math.min(...phases),
    isFree: performance.isFree,
  };
}

/** Mean distance of places from whole numbers, 0–0.5. */
function strayOf(places) {
  return (
    places.reduce((sum, place) => sum + Math.abs(place - Math.round(place)), 0) / places.length
  );
}

function heardTempo(home, folder) {
  const path = join(folder, 'heard.mid');
  mirror(['hear', 'memo', '--home', home, '-o', path], folder);
  return readRecording(
    new Uint8Array(readFileSync(path)),
    'heard.mid',
  ).performance.tempoBpm.toFixed(1);
}

function mirror(args, folder) {
  const { stdout } = run(process.execPath, [MIRROR, ...args], undefined, folder);
  for (const line of stdout.toString().split('\n').filter(Boolean)) console.error(line);
}

function run(command, args, input, cwd) {
  const ended = spawnSync(command, args, { input, cwd, maxBuffer: 1 << 28 });
  if (ended.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${ended.stderr}`);
  return ended;
}

function missingTools() {
  const isThere = (command, flag) => spawnSync(command, [flag]).status === 0;
  return [
    !isThere('fluidsynth', '--version') && 'fluidsynth',
    !isThere('ffmpeg', '-version') && 'ffmpeg',
    !existsSync(SOUND_FONT) && SOUND_FONT,
  ].filter(Boolean);
}
