import { readFileSync } from 'node:fs';
import midiFile from 'midi-file';
import { readSoundFont, renderAudio } from 'sound-mirror';
import { resample } from '../../dist/audio/resample.js';
import { publishedFolder } from '../../dist/collection/publishedFiles.js';
import { readSchedule } from '../../dist/synthesis/schedule.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ } from '../../dist/transcription/windows.js';

/** RMS of the noise laid beside the music, below the RMS of the music. */
export const NOISE_DECIBELS = -20;

/**
 * One take of an object, played on the object's instrument by the package's own synthesiser.
 *
 * @param soundFont path of the instruments, by default those of the package
 * @returns samples: mono at 22,050 Hz; notes: what was struck, { pitch, startSeconds, velocity }, in order of time
 */
export async function renderTake(object, recording, soundFont = PACKAGED) {
  const midi = withProgram(readFileSync(recording.path), object.program);
  return { samples: await monoSamples(midi, soundFont), notes: await struckNotes(midi) };
}

/** MIDI bytes played by the package's own synthesiser: mono samples at 22,050 Hz. */
export async function monoSamples(midi, soundFont = PACKAGED) {
  const chunks = [];
  for await (const chunk of resample(monoBlocks(midi, soundFont), TRANSCRIPTION_SAMPLE_RATE_HZ)) {
    chunks.push(chunk);
  }
  return joined(chunks);
}

/** The same in stereo at 44.1 kHz, block after block, as `writeWavFile` takes it. */
export async function* stereoBlocks(midi, soundFont = PACKAGED) {
  if (!opened.has(soundFont)) opened.set(soundFont, await readSoundFont(readFileSync(soundFont)));
  yield* renderAudio(midi, opened.get(soundFont));
}

const PACKAGED = `${publishedFolder('soundFont')}/FluidR3Mono_GM.sf3`;
const opened = new Map();

/** The same music with white noise beside it. */
export function addNoise(samples, random) {
  const noise = 10 ** (NOISE_DECIBELS / 20) * rootMeanSquare(samples);
  return samples.map((sample) => sample + noise * gaussian(random));
}

/** White, pink and brown noise and mains hum, each 20 dB below full scale: nothing anybody plays. */
export function noises(seconds, random) {
  const make = (next) => {
    const samples = Float32Array.from({ length: seconds * TRANSCRIPTION_SAMPLE_RATE_HZ }, next);
    const scale = 0.1 / rootMeanSquare(samples);
    return samples.map((sample) => sample * scale);
  };
  const filtered = (poles) => {
    const states = poles.map(() => 0);
    return () => {
      const white = gaussian(random);
      return poles.reduce((sum, [pole, gain], i) => {
        states[i] = pole * states[i] + gain * white;
        return sum + states[i];
      }, 0);
    };
  };
  const hum = (hertz, room) => (_, i) =>
    [1, 2, 3, 5].reduce(
      (sum, n) => sum + Math.sin((2 * Math.PI * hertz * n * i) / TRANSCRIPTION_SAMPLE_RATE_HZ) / n,
      room(),
    );
  return {
    white: make(() => gaussian(random)),
    // Three poles that fall by 3 dB an octave (Paul Kellet's filter).
    pink: make(
      filtered([
        [0.99765, 0.099],
        [0.963, 0.2965],
        [0.57, 1.0527],
      ]),
    ),
    brown: make(filtered([[0.998, 0.06]])),
    'hum of 50 Hz': make(hum(50, filtered([[0, 0.05]]))),
    'hum of 60 Hz in a room': make(hum(60, filtered([[0.99, 0.1]]))),
  };
}

async function* monoBlocks(midi, soundFont) {
  for await (const { left, right } of stereoBlocks(midi, soundFont)) {
    yield { sampleRateHz: 44_100, samples: left.map((value, i) => (value + right[i]) / 2) };
  }
}

/** The recordings are played on a piano; the object's instrument is in its object.json. */
function withProgram(bytes, programNumber) {
  const midi = midiFile.parseMidi(bytes);
  for (const event of midi.tracks.flat()) {
    if (event.type === 'programChange') event.programNumber = programNumber;
  }
  return new Uint8Array(midiFile.writeMidi(midi));
}

async function struckNotes(midi) {
  const { events } = await readSchedule(midi, 'take');
  return events.flatMap(({ seconds, message }) => {
    const [status, pitch, velocity] = message;
    const isStruck = (status & 0xf0) === 0x90 && velocity > 0;
    return isStruck ? [{ pitch, startSeconds: seconds, velocity }] : [];
  });
}

function joined(chunks) {
  const samples = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    samples.set(chunk, at);
    at += chunk.length;
  }
  return samples;
}

function rootMeanSquare(samples) {
  return Math.sqrt(samples.reduce((sum, value) => sum + value ** 2, 0) / samples.length);
}

function gaussian(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
