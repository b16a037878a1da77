// Beats on any list of notes, what stands about them beside a recording, and the MIDI file that they are written into.
import { strict as assert } from 'node:assert';
import { findBeats, layOnBeats, MirrorError, readRecording, writeMidi } from 'sound-mirror';
import { soundedNotes } from '../../dist/beats/findRecordingBeats.js';
import { formatBeatsFile, parseBeatsFile } from '../../dist/collection/recordings/beatsFile.js';
import { transcribedScore } from '../../dist/output/transcribedScore.js';
import { decodeTake, goodTakes } from './takeBytes.js';

export { goodTakes };

/** Beats are promised to lie within this of an onset, and move to one that is within 50 ms. */
const FURTHEST_SECONDS = 30 + 0.05;

/** 30 s to either side of a note hold 240 of the shortest beats that are tracked; a gap's may be shorter by a third. */
const MOST_BEATS_A_NOTE = 360;

export function beatsRise(bytes) {
  const { notes, hints } = decodeTake(bytes);
  const found = findBeats(notes, hints);
  assertBeats(found, notes);
  if (notes.length === 0) return;
  assertKeepsClock(layOnBeats(notes, { beats: found, name: 'take.mid' }), notes);
  const kept = { hints, checksum: 'a'.repeat(64), grid: 'found', beats: found };
  assert.equal(parseBeatsFile(formatBeatsFile(kept)).isDamaged, false);
  assertCanBeWritten(found, notes);
}

function assertBeats({ beats, downbeats, confidence, tempoBpm, metre }, notes) {
  assert(confidence >= 0 && confidence <= 1);
  assert(beats.every((beat, i) => beat >= 0 && beat < Infinity && beat > (beats[i - 1] ?? -1)));
  assert(beats.length <= MOST_BEATS_A_NOTE * notes.length);
  const known = new Set(beats);
  assert(downbeats.every((downbeat) => known.has(downbeat)));
  assert.equal(tempoBpm === null, beats.length === 0);
  assert.equal(metre === null, beats.length === 0);
  const onsets = notes.map(({ startSeconds }) => startSeconds).sort((a, b) => a - b);
  let next = 0;
  for (const beat of beats) {
    while (next < onsets.length && onsets[next] < beat) next++;
    const distance = Math.min(
      beat - (onsets[next - 1] ?? -Infinity),
      (onsets[next] ?? Infinity) - beat,
    );
    assert(distance <= FURTHEST_SECONDS, `a beat at ${beat} s is ${distance} s from every onset`);
  }
}

/** As many notes as before, at the seconds at which they were played, to half a tick. */
function assertKeepsClock(laid, notes) {
  const { tempoChanges, lengthTicks, notes: laidNotes } = laid.performance;
  for (const { pitch, velocity, startTicks, durationTicks } of laidNotes) {
    assert([startTicks, durationTicks].every(Number.isSafeInteger));
    assert(pitch >= 0 && pitch <= 127 && velocity >= 1 && velocity <= 127);
    assert(startTicks >= 0 && durationTicks >= 1 && startTicks + durationTicks <= lengthTicks);
  }
  assert(tempoChanges.length <= MOST_BEATS_A_NOTE * notes.length);
  assert(tempoChanges.every(({ ticks }, i) => ticks > (tempoChanges[i - 1]?.ticks ?? -1)));
  const slowest = Math.min(...tempoChanges.map(({ tempoBpm }) => tempoBpm));
  const halfTick = 60 / slowest / 480 / 2;
  const rising = (all) => all.map(({ startSeconds }) => startSeconds).sort((a, b) => a - b);
  const was = rising(notes);
  const is = rising(soundedNotes(laid));
  assert.equal(is.length, was.length);
  for (const [i, seconds] of is.entries()) {
    // Doubles tell fewer places after the point the later it is.
    const exact = 1e-6 + Math.abs(seconds) * 1e-12;
    assert(
      Math.abs(seconds - was[i]) <= halfTick + exact,
      `a note at ${was[i]} s was laid at ${seconds} s`,
    );
  }
}

/** What is written for a take's audio is read again at the seconds of the audio; what no file can hold is refused. */
function assertCanBeWritten(beats, notes) {
  const score = inLengthOfMidi(() => transcribedScore(notes, { name: 'take.wav', beats }));
  if (score === undefined) return;
  const midi = writeMidi(score);
  const recording = inLengthOfMidi(() => readRecording(midi, 'take.mid'));
  if (recording === undefined) return;
  const slowest = Math.min(...score.tempoChanges.map(({ tempoBpm }) => tempoBpm));
  // Half a tick, and what rounding to microseconds a quarter leaves over.
  const near = 60 / slowest / 480 / 2 + 0.0003;
  const onsets = notes.map(({ startSeconds }) => Math.max(0, startSeconds));
  const written = soundedNotes(recording);
  assert(written.length > 0 && written.length <= notes.length);
  for (const { startSeconds } of written) {
    const astray = Math.min(...onsets.map((onset) => Math.abs(onset - startSeconds)));
    assert(astray <= near, `a note is written at ${startSeconds} s, ${astray} s astray`);
  }
}

/** Undefined where a MIDI file, or what is read of one, would be too long. */
function inLengthOfMidi(make) {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof MirrorError && error.code === 'input')) throw error;
    assert.match(error.message, /at most (77 hours|10 million quarter notes)/);
    return undefined;
  }
}
