import { beforeAll, describe, expect, it } from 'vitest';
import { readTranscriberFiles } from '../../src/collection/graphFiles.js';
import { seededRandom } from '../../src/math/random.js';
import { transcribeAudio } from '../../src/transcribeAudio.js';
import { loadTranscriber, type Transcriber } from '../../src/transcription/transcriber.js';
import { streamOf } from '../audio/fixtures.js';
import { wav } from '../audio/wav.js';

const RATE_HZ = 44_100;
const SECONDS = 6;

let transcriber: Transcriber;
beforeAll(async () => {
  transcriber = await loadTranscriber(await readTranscriberFiles(), { backend: 'wasm' });
});

type Sound = () => Float32Array;

const samplesOf = (next: (n: number) => number) =>
  Float32Array.from({ length: SECONDS * RATE_HZ }, (_, n) => next(n));

function gaussianOf(seed: string): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** White noise through one-pole low-pass filters in parallel. */
function filtered(poles: readonly (readonly [pole: number, gain: number])[]): Float32Array {
  const gaussian = gaussianOf('filtered');
  const states = poles.map(() => 0);
  return samplesOf(() => {
    const white = gaussian();
    return poles.reduce((sum, [pole, gain], i) => {
      const state = pole * (states[i] as number) + gain * white;
      states[i] = state;
      return sum + state;
    }, 0);
  });
}

const white: Sound = () => samplesOf(gaussianOf('white'));

/** It falls by 3 dB an octave (Paul Kellet's filter). */
const pink: Sound = () =>
  filtered([
    [0.99765, 0.099046],
    [0.963, 0.2965164],
    [0.57, 1.0526913],
    [0, 0.1848],
  ]);

const brown: Sound = () => filtered([[0.998, 1]]);

/** The fundamental and seven harmonics that fall by 6 dB an octave. */
function hum(hertz: number): Float32Array {
  return samplesOf((n) => {
    let sample = 0;
    for (let k = 1; k <= 8; k++) {
      sample += Math.sin((2 * Math.PI * hertz * k * n) / RATE_HZ + k) / k;
    }
    return sample;
  });
}

function humAndWhite(): Float32Array {
  const noise = white();
  const tone = hum(50);
  const gain = rootMeanSquare(tone) / rootMeanSquare(noise);
  return tone.map((sample, n) => sample + gain * (noise[n] as number));
}

function rootMeanSquare(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

/** With its peak so far below full scale. */
function atLevel(samples: Float32Array, decibels: number): Float32Array {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return samples.map((sample) => (sample / peak) * 10 ** (decibels / 20));
}

const SOUNDS: readonly (readonly [string, Sound])[] = [
  ['white noise', white],
  ['pink noise', pink],
  ['brown noise', brown],
  ['hum of 50 Hz', () => hum(50)],
  ['hum of 49.97 Hz', () => hum(49.97)],
  ['hum of 60 Hz', () => hum(60)],
  ['hum of 50 Hz and white noise', humAndWhite],
];

describe('audio that holds no music', () => {
  it.each(
    SOUNDS.flatMap(([sound, make]) => [-6, -40].map((decibels) => ({ sound, decibels, make }))),
  )('is refused: $sound at $decibels dBFS', async ({ make, decibels }) => {
    const bytes = wav(atLevel(make(), decibels), RATE_HZ);
    await expect(
      transcribeAudio(streamOf(bytes, 65_536), { name: 'noise.wav', transcriber }),
    ).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /^Expected music but in noise\.wav no notes are found, or nothing but noise or hum\./,
      ),
    });
  });

  it.each([
    ['silence', () => 0],
    ['dither alone', dither()],
  ])('is refused: %s', async (_, next) => {
    const bytes = wav(samplesOf(next), RATE_HZ);
    await expect(
      transcribeAudio(streamOf(bytes, 65_536), { name: 'noise.wav', transcriber }),
    ).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('noise.wav is silent from beginning to end.'),
    });
  });
});

/** One step of 16 bits at most. */
function dither(): () => number {
  const random = seededRandom('dither');
  return () => (2 * random() - 1) / 32_768;
}
