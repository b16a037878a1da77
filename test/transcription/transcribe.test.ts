import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import { type TranscriptionOptions, transcribe } from '../../src/transcription/transcribe.js';
import type { TranscribedStretch } from '../../src/transcription/transcribedStretch.js';
import { loadTranscriber, type Transcriber } from '../../src/transcription/transcriber.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ } from '../../src/transcription/windows.js';
import { basicPitchFiles } from './basicPitchFiles.js';
import { type Tone, toneOf } from './tones.js';

const STRETCH_SECONDS = (24 * 142 * 256) / TRANSCRIPTION_SAMPLE_RATE_HZ;

let transcriber: Transcriber;
beforeAll(async () => {
  transcriber = await loadTranscriber(basicPitchFiles(), { backend: 'wasm' });
});
afterAll(() => transcriber.dispose());

async function* chunksOf(samples: Float32Array, length = 50_000): AsyncGenerator<Float32Array> {
  for (let at = 0; at < samples.length; at += length) yield samples.subarray(at, at + length);
}

async function stretchesOf(
  samples: AsyncIterable<Float32Array>,
  options?: TranscriptionOptions,
): Promise<TranscribedStretch[]> {
  const stretches: TranscribedStretch[] = [];
  for await (const stretch of transcribe(transcriber, samples, options)) stretches.push(stretch);
  return stretches;
}

/** C4 E4 G4 together, then C5, F4 and the chord again, softer. */
const PLAYED: readonly Tone[] = [
  ...[60, 64, 67].map((pitch) => ({ pitch, fromSeconds: 0.5, toSeconds: 1.4 })),
  { pitch: 72, fromSeconds: 1.5, toSeconds: 2 },
  { pitch: 65, fromSeconds: 2, toSeconds: 2.9 },
  ...[60, 64, 67].map((pitch) => ({ pitch, fromSeconds: 3.3, toSeconds: 4, amplitude: 0.02 })),
];

describe('transcribe', () => {
  it('hears a chord, a melody and the chord again, when they were played', async () => {
    const [stretch, ...rest] = await stretchesOf(chunksOf(toneOf(100_000, PLAYED)));
    expect(rest).toEqual([]);
    expect(stretch?.fromSeconds).toBe(0);
    expect(stretch?.toSeconds).toBeCloseTo(100_000 / 22_050, 9);
    const { notes } = stretch as TranscribedStretch;
    const inOrder = [...notes].sort(
      (a, b) => Math.round(10 * (a.startSeconds - b.startSeconds)) || a.pitch - b.pitch,
    );
    expect(inOrder.map(({ pitch }) => pitch)).toEqual(PLAYED.map(({ pitch }) => pitch));
    for (const [i, { startSeconds, durationSeconds }] of inOrder.entries()) {
      const { fromSeconds, toSeconds } = PLAYED[i] as Tone;
      expect(Math.abs(startSeconds - fromSeconds)).toBeLessThan(0.03);
      expect(Math.abs(durationSeconds - (toSeconds - fromSeconds))).toBeLessThan(0.25);
    }
    const [loud, soft] = [inOrder[0], inOrder.at(-1)].map((note) => note?.amplitude ?? 0);
    expect(soft).toBeLessThan((loud ?? 0) * 0.75);
    expect(soft).toBeGreaterThan(0);
  });

  it('hears the same, whatever the chunks, and goes on where it stopped as if it had not', async () => {
    // Notes every 0.45 s over three stretches, some of them across their edges.
    const random = seededRandom('a melody without end');
    const seconds = 2 * STRETCH_SECONDS + 6;
    const melody = Array.from({ length: Math.floor(seconds / 0.45) }, (_, i) => ({
      pitch: 50 + Math.floor(random() * 30),
      fromSeconds: 0.45 * i,
      toSeconds: 0.45 * i + 0.3 + random(),
    }));
    const samples = toneOf(Math.round(seconds * TRANSCRIPTION_SAMPLE_RATE_HZ), melody);
    const told: TranscribedStretch[] = [];
    const all = await stretchesOf(chunksOf(samples), { onStretch: (each) => told.push(each) });
    expect(told).toEqual(all);
    expect(all.map(({ fromSeconds }) => fromSeconds)).toEqual([
      0,
      STRETCH_SECONDS,
      2 * STRETCH_SECONDS,
    ]);
    const heard = all.flatMap(({ notes }) => notes).length;
    expect(heard).toBeGreaterThan(melody.length * 0.8);
    expect(heard).toBeLessThan(melody.length * 1.2);
    for (const { fromSeconds, toSeconds, notes } of all) {
      expect(notes.every((n) => n.startSeconds >= fromSeconds && n.startSeconds < toSeconds)).toBe(
        true,
      );
    }
    const { toSeconds } = all[1] as TranscribedStretch;
    const rest = await stretchesOf(chunksOf(samples, 33_331), { fromSeconds: toSeconds });
    expect(rest).toEqual(all.slice(2));
  });

  it.each([
    ['no samples', 0],
    ['one sample', 1],
    ['ten seconds of silence', 220_500],
  ])('hears no note in %s', async (_, length) => {
    const stretches = await stretchesOf(chunksOf(new Float32Array(length)));
    expect(stretches).toHaveLength(Math.min(1, length));
    expect(stretches.flatMap(({ notes }) => notes)).toEqual([]);
  });

  it('hears next to nothing in noise, loud or soft', async () => {
    const random = seededRandom('hiss');
    for (const level of [0.5, 0.001]) {
      const noise = Float32Array.from({ length: 220_500 }, () => level * (2 * random() - 1));
      const [stretch] = await stretchesOf(chunksOf(noise));
      expect(stretch?.notes.length).toBeLessThan(3);
    }
  });

  it('keeps no tensor', async () => {
    const samples = toneOf(100_000, PLAYED);
    const before = tf.memory().numTensors;
    await stretchesOf(chunksOf(samples));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops when told to, and keeps no tensor then either', async () => {
    const stop = new AbortController();
    const before = tf.memory().numTensors;
    async function* chunks() {
      yield toneOf(60_000, PLAYED);
      stop.abort();
      yield new Float32Array(60_000);
    }
    await expect(stretchesOf(chunks(), { signal: stop.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('lets what fires the signal run between two windows, also where all sound is there at once', async () => {
    const stop = new AbortController();
    let runs = 0;
    const network = {
      ...transcriber.network,
      run: (window: Float32Array) => {
        runs++;
        if (runs === 2) setImmediate(() => stop.abort());
        return transcriber.network.run(window);
      },
    };
    const samples = toneOf(10 * 43_844, [{ pitch: 60, fromSeconds: 0, toSeconds: 19 }]);
    const stretches = transcribe({ ...transcriber, network }, chunksOf(samples, samples.length), {
      signal: stop.signal,
    });
    await expect(stretches.next()).rejects.toMatchObject({ code: 'aborted' });
    expect(runs).toBe(2);
  });
});
