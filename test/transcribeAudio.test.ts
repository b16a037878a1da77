import { beforeAll, describe, expect, it } from 'vitest';
import { readTranscriberFiles } from '../src/collection/graphFiles.js';
import { MirrorError } from '../src/errors.js';
import { bearsMidiMark } from '../src/files/writtenBy.js';
import { seededRandom } from '../src/math/random.js';
import { readRecording } from '../src/recordings/readRecording.js';
import { transcribeAudio } from '../src/transcribeAudio.js';
import type { TranscribedStretch } from '../src/transcription/transcribedStretch.js';
import { loadTranscriber, type Transcriber } from '../src/transcription/transcriber.js';
import { fixture, streamOf } from './audio/fixtures.js';
import { wav } from './audio/wav.js';

const RATE_HZ = 8000;
let transcriber: Transcriber;
beforeAll(async () => {
  transcriber = await loadTranscriber(await readTranscriberFiles(), { backend: 'wasm' });
});

/** Struck strings: each note falls off, with five partials. Between them is silence, which is quickly passed over. */
function strings(notes: readonly (readonly [seconds: number, pitch: number])[], seconds: number) {
  const samples = new Float32Array(seconds * RATE_HZ);
  for (const [start, pitch] of notes) {
    const hz = 440 * 2 ** ((pitch - 69) / 12);
    for (let i = 0; i < 0.8 * RATE_HZ; i++) {
      const time = i / RATE_HZ;
      let sample = 0;
      for (let partial = 1; partial <= 5 && partial * hz < 3800; partial++) {
        sample += Math.sin(2 * Math.PI * partial * hz * time) / partial ** 1.5;
      }
      const at = Math.round(start * RATE_HZ) + i;
      samples[at] = (samples[at] as number) + 0.25 * sample * Math.exp(-4 * time);
    }
  }
  return wav(samples, RATE_HZ);
}

describe('audio', () => {
  it('becomes a MIDI file of the notes that are played in it, when they are played', async () => {
    const played = [
      [0.5, 60],
      [1.25, 67],
      [2.1, 64],
    ] as const;
    const midi = await transcribeAudio(streamOf(strings(played, 3.5)), {
      name: 'take.wav',
      transcriber,
    });
    // It is a person's own playing, over which no output is written.
    expect(bearsMidiMark(midi)).toBe(false);
    const { performance } = readRecording(midi, 'take.mid');
    expect(performance.notes.map(({ pitch }) => pitch)).toEqual([60, 67, 64]);
    for (const [i, { startTicks }] of performance.notes.entries()) {
      expect(Math.abs(startTicks / 960 - (played[i]?.[0] as number))).toBeLessThan(0.05);
    }
  });

  it('gives the same MIDI however often it was stopped', async () => {
    const played = [3, 38.9, 39.7, 41, 79.3, 90].map((at, i) => [at, 57 + 2 * i] as const);
    const bytes = strings(played, 92);
    const options = { name: 'take.wav', transcriber };
    const whole: TranscribedStretch[] = [];
    const midi = await transcribeAudio(streamOf(bytes), {
      ...options,
      onStretch: (stretch) => void whole.push(stretch),
    });
    expect(whole).toHaveLength(3);
    expect(readRecording(midi, 'take.mid').performance.notes).toHaveLength(played.length);
    for (const count of [1, 2, 3]) {
      const transcribed = JSON.parse(JSON.stringify(whole.slice(0, count)));
      expect(await transcribeAudio(streamOf(bytes, 999), { ...options, transcribed })).toEqual(
        midi,
      );
    }
  });

  it('in which there is nothing but noise is refused', async () => {
    const random = seededRandom('noise');
    const noise = wav(
      Float32Array.from({ length: 5 * RATE_HZ }, () => random() - 0.5),
      RATE_HZ,
    );
    await expect(
      transcribeAudio(streamOf(noise), { name: 'noise.wav', transcriber }),
    ).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/^Expected music but in noise\.wav/),
    });
  });

  it('is transcribed no further once the signal fires', async () => {
    const abort = new AbortController();
    const bytes = fixture('tone.mp3');
    async function* source() {
      abort.abort();
      yield bytes;
    }
    const options = { name: 'tone.mp3', transcriber, signal: abort.signal };
    const error = await transcribeAudio(source(), options).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(MirrorError);
    expect(error).toMatchObject({ code: 'aborted' });
  });
});
