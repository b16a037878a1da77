/** Takes in which there is no beat to be found: a finder that is sure of one there is wrong. */
import { readFileSync } from 'node:fs';
import { drawNormal, seededRandom } from '../../dist/math/random.js';
import { readRecording } from '../../dist/recordings/readRecording.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ } from '../../dist/transcription/windows.js';
import { soundedNotes, transcribed } from './media.js';

const COUNTS = { 'random onsets': 8, 'out of time': 10, 'slow tones': 6, 'noise, transcribed': 8 };

/** @returns `{ name, condition, notes: SoundedNote[] }` for each of the 32; noise in which nothing is heard has no notes */
export async function hopelessTakes(objects, { withAudio = true } = {}) {
  const takes = [];
  for (const [condition, count] of Object.entries(COUNTS)) {
    if (condition === 'noise, transcribed' && !withAudio) continue;
    for (let i = 0; i < count; i++) {
      const random = seededRandom(`${condition} ${i}`);
      const object = objects[Math.floor(random() * objects.length)];
      const notes = await MAKERS[condition]({ random, object, name: `${condition} ${i}` });
      takes.push({ name: `${condition} ${i + 1}`, condition, notes });
    }
  }
  return takes;
}

const MAKERS = {
  /** A Poisson process of two to eight notes a second on any key. */
  'random onsets': ({ random }) => {
    const rate = 2 + 6 * random();
    return until(50, () => -Math.log(1 - random()) / rate, random);
  },
  /** A starter take whose tempo doubles or halves every few notes. */
  'out of time': ({ random, object }) => {
    const recording = object.recordings[Math.floor(random() * object.recordings.length)];
    const { notes } = readRecording(readFileSync(recording.path), recording.name).performance;
    let left = 0;
    let secondsPerTick = 0.5 / 480;
    let seconds = 0.5;
    let before = 0;
    return notes.map(({ pitch, startTicks, durationTicks, velocity }) => {
      if (left-- <= 0) {
        left = 3 + Math.floor(4 * random());
        // Anything between a quarter and four times the speed at the start, by octaves that are not whole.
        const factor = 2 ** ((random() < 0.5 ? -1 : 1) * (0.6 + 0.8 * random()));
        secondsPerTick = Math.max(0.12 / 480, Math.min(2 / 480, secondsPerTick * factor));
      }
      const gap = (startTicks - before) * secondsPerTick;
      seconds += gap * Math.exp(0.2 * drawNormal(random));
      before = startTicks;
      return {
        pitch,
        startSeconds: seconds,
        durationSeconds: Math.max(0.05, durationTicks * secondsPerTick),
        velocity,
      };
    });
  },
  /** Single tones, one to five seconds apart. */
  'slow tones': ({ random }) => until(70, () => 1 + 4 * random(), random),
  /** Noise through resonances that come and go: the transcriber takes some of it for notes. */
  'noise, transcribed': async ({ random, name }) => {
    const bytes = await transcribed(`resonant noise 3 ${name}`, () => resonantNoise(30, random));
    return bytes ? soundedNotes(bytes, 'noise') : [];
  },
};

function until(endSeconds, drawGap, random) {
  const notes = [];
  for (let seconds = drawGap(); seconds < endSeconds; seconds += drawGap()) {
    notes.push({
      pitch: 36 + Math.floor(60 * random()),
      startSeconds: seconds,
      durationSeconds: 0.1 + random(),
      velocity: 40 + Math.floor(60 * random()),
    });
  }
  return notes;
}

/** White noise through four two-pole resonators whose pitch and loudness change every 0.1 to 1.5 s. */
function resonantNoise(seconds, random) {
  const samples = new Float32Array(seconds * TRANSCRIPTION_SAMPLE_RATE_HZ);
  for (let voice = 0; voice < 4; voice++) {
    let left = 0;
    let gain = 0;
    let [a, b, x1, x2] = [0, 0, 0, 0];
    for (let i = 0; i < samples.length; i++) {
      if (left-- <= 0) {
        left = Math.floor((0.1 + 1.4 * random()) * TRANSCRIPTION_SAMPLE_RATE_HZ);
        const hertz = 110 * 2 ** (4 * random());
        const radius = 0.9995;
        a = 2 * radius * Math.cos((2 * Math.PI * hertz) / TRANSCRIPTION_SAMPLE_RATE_HZ);
        b = -radius * radius;
        gain = random() < 0.4 ? 0 : 0.0008 * random();
      }
      const x = a * x1 + b * x2 + gain * drawNormal(random);
      x2 = x1;
      x1 = x;
      samples[i] += x;
    }
  }
  return samples;
}
