import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRecording } from '../../src/recordings/readRecording.js';
import { transcribeAudio } from '../../src/transcribeAudio.js';
import { holdsMusic } from '../../src/transcription/holdsMusic.js';
import { transcribe } from '../../src/transcription/transcribe.js';
import type { TranscribedStretch } from '../../src/transcription/transcribedStretch.js';
import { loadTranscriber, type Transcriber } from '../../src/transcription/transcriber.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ as RATE_HZ } from '../../src/transcription/windows.js';
import { streamOf } from '../audio/fixtures.js';
import { basicPitchFiles } from './basicPitchFiles.js';

let transcriber: Transcriber;
beforeAll(async () => {
  transcriber = await loadTranscriber(basicPitchFiles(), { backend: 'wasm' });
});

interface Line {
  readonly melody: readonly (readonly [pitch: number, seconds: number])[];
  readonly vibratoHertz?: number;
  readonly cents?: number;
  readonly glideSeconds?: number;
  /** How the level falls where a note begins, 0–1. */
  readonly dip?: number;
}

/** A single voice with ten partials, from 0.3 s on. */
function sung({ melody, vibratoHertz = 5, cents = 0, glideSeconds = 0.02, dip = 0 }: Line) {
  const seconds = melody.reduce((sum, [, each]) => sum + each, 0);
  const samples = new Float32Array(Math.round((seconds + 0.8) * RATE_HZ));
  let turns = 0;
  let at = 0;
  let from = 0.3;
  for (let n = Math.round(0.3 * RATE_HZ); n < (0.3 + seconds) * RATE_HZ; n++) {
    const time = n / RATE_HZ;
    while (at + 1 < melody.length && time >= from + (melody[at]?.[1] as number)) {
      from += melody[at]?.[1] as number;
      at++;
    }
    const pitch = melody[at]?.[0] as number;
    const before = melody[at - 1]?.[0] ?? pitch;
    const glided = Math.min(1, (time - from) / glideSeconds);
    const swing = (cents / 100) * Math.sin(2 * Math.PI * vibratoHertz * time);
    turns += (440 * 2 ** ((before + (pitch - before) * glided + swing - 69) / 12)) / RATE_HZ;
    const level = 1 - dip * Math.exp(-(time - from) / 0.02);
    const edge = Math.min(1, (time - 0.3) / 0.05, (0.3 + seconds - time) / 0.05);
    let sample = 0;
    for (let partial = 1; partial <= 10; partial++) {
      sample += Math.sin(2 * Math.PI * partial * turns) / partial ** 1.2;
    }
    samples[n] = 0.15 * level * edge * sample;
  }
  return samples;
}

async function transcribed(samples: Float32Array): Promise<TranscribedStretch[]> {
  async function* chunks() {
    yield samples;
  }
  const stretches: TranscribedStretch[] = [];
  for await (const stretch of transcribe(transcriber, chunks())) stretches.push(stretch);
  return stretches;
}

const MELODY = [
  [57, 0.5],
  [59, 0.4],
  [61, 0.6],
  [62, 0.5],
  [61, 0.5],
  [59, 0.9],
] as const;

describe('a tone with vibrato', () => {
  it.each([
    [50, 6, 0.03],
    [80, 5.5, 0.08],
    [100, 4.5, 0.1],
  ])('is one note: %i cents, %f Hz, glides of %f s', async (cents, vibratoHertz, glideSeconds) => {
    const samples = sung({ melody: MELODY, cents, vibratoHertz, glideSeconds });
    const stretches = await transcribed(samples);
    expect(holdsMusic(stretches)).toBe(true);
    const notes = stretches.flatMap((stretch) => stretch.notes);
    expect(notes.map(({ pitch }) => pitch)).toEqual(MELODY.map(([pitch]) => pitch));
  });
});

describe('a sung melody with a wide vibrato', () => {
  it('becomes as many notes as are sung, give or take one', async () => {
    const name = 'wide-vibrato.flac';
    const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
    const midi = await transcribeAudio(streamOf(bytes), { name, transcriber });
    const { length } = readRecording(midi, 'sung.mid').performance.notes;
    expect(length).toBeGreaterThanOrEqual(14);
    expect(length).toBeLessThanOrEqual(16);
  });
});

describe('what is no vibrato', () => {
  it.each([
    ['a trill of a tone stays a trill', 74, 76],
    ['a trill of a semitone stays a trill', 74, 75],
  ])('%s', async (_, low, high) => {
    const melody = Array.from({ length: 17 }, (_, i) => [i % 2 === 0 ? low : high, 0.1] as const);
    const stretches = await transcribed(sung({ melody, glideSeconds: 0.01, dip: 0.5 }));
    const notes = stretches.flatMap((stretch) => stretch.notes);
    expect(notes.map(({ pitch }) => pitch)).toEqual(melody.map(([pitch]) => pitch));
  });
});
