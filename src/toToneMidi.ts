import * as toneMidi from '@tonejs/midi';
import { keyPresses } from './music/keyPresses.js';
import { fifthsOf } from './music/keySignature.js';
import type { Part, Score } from './music/score.js';
import { steadyTempo } from './music/tempo.js';
import { type TimeSignature, ticksPerBar } from './music/time.js';
import { checkScore } from './output/checkScore.js';
import { setupMessages } from './output/partMessages.js';

// `sound-mirror/tone`: a package entry of its own, which loads nothing of Node, so that a page can use it.

/** Node sees the package as CommonJS, whose names are members of `default`; a bundler takes its ES module, which has no `default`. */
const { Midi } = (Reflect.get(toneMidi, 'default') ?? toneMidi) as typeof toneMidi;

/** The keys of MIDI's seven flats to seven sharps, as the package names them; a minor key has its relative major's. */
const MAJOR_KEYS = 'Cb Gb Db Ab Eb Bb F C G D A E B F# C#'.split(' ');

/** Of a controller's message, without its channel. */
const CONTROL_CHANGE = 0xb0;

/**
 * A score as a `Midi` of `@tonejs/midi`, to be scheduled with Tone.js: times in seconds and ticks (480 a quarter), a
 * track for each part with name, channel, program, volume, pan, expression and reverb send, as `writeMidi` writes them.
 * Notes of one pitch that overlap are cut as there.
 *
 * Limits of the package, for which a file is better written by `writeMidi`: its `toArray` cuts names to Latin-1, writes
 * the controllers after the first notes, floors tempi to whole microseconds a quarter and ends tracks with their last
 * notes. It takes channel 10 (9 here) for drums; no part of a score is on it.
 *
 * @throws MirrorError `usage` for a score that `writeMidi` refuses
 * @example
 * const midi = toToneMidi(score);
 * for (const { time, name, duration, velocity } of midi.tracks[0].notes) synth.triggerAttackRelease(name, duration, time, velocity);
 */
export function toToneMidi(score: Score): toneMidi.Midi {
  checkScore(score);
  const midi = new Midi();
  const { header } = midi;
  header.name = score.title;
  const tempi = score.tempoChanges ?? steadyTempo(score.tempoBpm);
  header.tempos = tempi.map(({ ticks, tempoBpm }) => ({ ticks, bpm: tempoBpm }));
  header.timeSignatures = timeSignatures(score).map(({ ticks, metre }) => ({
    ticks,
    timeSignature: [metre.beats, metre.beatUnit],
  }));
  if (score.key) {
    const key = MAJOR_KEYS[fifthsOf(score.key) + 7] as string;
    header.keySignatures = [{ ticks: 0, key, scale: score.key.mode }];
  }
  // Seconds follow from ticks and tempi: the tempi have to be known before a note is added.
  header.update();
  for (const part of score.parts) addPart(midi.addTrack(), part, score.lengthTicks);
  return midi;
}

function timeSignatures({ firstBar, timeSignature }: Score) {
  const first: { ticks: number; metre: TimeSignature }[] = firstBar
    ? [{ ticks: 0, metre: firstBar }]
    : [];
  return [...first, { ticks: firstBar ? ticksPerBar(firstBar) : 0, metre: timeSignature }];
}

function addPart(track: toneMidi.Track, part: Part, lengthTicks: number): void {
  track.name = part.name;
  track.channel = part.midiChannel;
  track.instrument.number = part.program;
  for (const [status = 0, number = 0, value = 0] of setupMessages(part)) {
    if ((status & 0xf0) === CONTROL_CHANGE) track.addCC({ number, ticks: 0, value: value / 127 });
  }
  for (const { pitch, startTicks, durationTicks, velocity } of keyPresses(part.notes)) {
    track.addNote({ midi: pitch, ticks: startTicks, durationTicks, velocity: velocity / 127 });
  }
  track.endOfTrackTicks = lengthTicks;
}
