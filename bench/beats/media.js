/** Notes in seconds as the program gets them: free MIDI on a grid that is wrong, or audio that is transcribed. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { readTranscriberFiles } from '../../dist/collection/graphFiles.js';
import { tempoClock } from '../../dist/music/tempo.js';
import { COMMON_TIME } from '../../dist/music/time.js';
import { transcribedScore } from '../../dist/output/transcribedScore.js';
import { writeMidi } from '../../dist/output/writeMidi.js';
import { readRecording } from '../../dist/recordings/readRecording.js';
import { transcribe } from '../../dist/transcription/transcribe.js';
import { loadTranscriber } from '../../dist/transcription/transcriber.js';
import { velocitiesOf } from '../../dist/transcription/velocities.js';

/** What a DAW that was left at 120 quarters a minute writes of free playing: 960 ticks a second. */
const TICKS_PER_SECOND = 960;

/** @returns MIDI bytes: one track on `program`, times to the thousandth of a second, the tempo 120 whatever was played */
export function freeMidi(notes, { name, program = 0 }) {
  const inTicks = notes.map(({ pitch, startSeconds, durationSeconds, velocity }) => {
    const startTicks = Math.round(startSeconds * TICKS_PER_SECOND);
    return {
      pitch,
      startTicks,
      durationTicks: Math.max(
        1,
        Math.round((startSeconds + durationSeconds) * TICKS_PER_SECOND) - startTicks,
      ),
      velocity,
    };
  });
  const end = inTicks.reduce(
    (most, note) => Math.max(most, note.startTicks + note.durationTicks),
    1,
  );
  return writeMidi({
    title: name,
    tempoBpm: 120,
    timeSignature: COMMON_TIME,
    lengthTicks: Math.ceil(end / 1920) * 1920,
    parts: [{ name: 'take', midiChannel: 0, program, gainDb: 0, pan: 0, notes: inTicks }],
  });
}

/** The notes of MIDI bytes on the clock, by the file's own tempo map. */
export function soundedNotes(bytes, name) {
  const { performance, startSeconds } = readRecording(bytes, name);
  const clock = tempoClock(performance.tempoChanges);
  return performance.notes.map(({ pitch, startTicks, durationTicks, velocity }) => ({
    pitch,
    startSeconds: startSeconds + clock.secondsAt(startTicks),
    durationSeconds: clock.secondsAt(startTicks + durationTicks) - clock.secondsAt(startTicks),
    velocity,
  }));
}

/**
 * What the transcriber hears, as MIDI bytes on 120. Kept in a folder of the machine's temporary files, named for the key and for the code
 * that hears, so that a second run is quick.
 *
 * @param key names the sound: equal keys, equal samples
 * @param makeSamples called only if nothing is kept
 * @returns undefined where no note is heard
 */
export async function transcribed(key, makeSamples) {
  const path = `${cacheFolder()}/${hash(key)}.mid`;
  if (!existsSync(path)) {
    transcriber ??= await loadTranscriber(await readTranscriberFiles());
    const notes = [];
    for await (const stretch of transcribe(transcriber, chunksOf(await makeSamples())))
      notes.push(...stretch.notes);
    const bytes = notes.length > 0 ? untimedMidi(notes) : new Uint8Array();
    writeFileSync(`${path}.${process.pid}`, bytes);
    renameSync(`${path}.${process.pid}`, path);
  }
  const bytes = readFileSync(path);
  return bytes.length > 0 ? new Uint8Array(bytes) : undefined;
}

/** What was transcribed as MIDI at 120, as if no beat had been found. */
function untimedMidi(notes) {
  const velocities = velocitiesOf(notes);
  const sounded = notes.map((note, i) => ({ ...note, velocity: velocities[i] }));
  return writeMidi(transcribedScore(sounded, { name: 'take' }));
}

let transcriber;
let folder;

function cacheFolder() {
  if (folder) return folder;
  const code = createHash('sha256');
  for (const room of ['transcription', 'audio', 'synthesis']) {
    const from = new URL(`../../dist/${room}/`, import.meta.url);
    for (const file of readdirSync(from, { recursive: true })
      .filter((each) => each.endsWith('.js'))
      .sort())
      code.update(readFileSync(new URL(file, from)));
  }
  folder = `${tmpdir()}/sound-mirror-beats/${code.digest('hex').slice(0, 16)}`;
  mkdirSync(folder, { recursive: true });
  return folder;
}

function hash(key) {
  return createHash('sha256').update(key).digest('hex').slice(0, 24);
}

async function* chunksOf(samples) {
  for (let at = 0; at < samples.length; at += 1 << 16) yield samples.subarray(at, at + (1 << 16));
}
