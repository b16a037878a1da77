import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../src/batch/segmentBytes.js';
import { sha256Of } from '../../src/files/checksum.js';
import { cutSegments, type Segment, transcribeSegment } from '../../src/transcription/segments.js';
import { transcribe } from '../../src/transcription/transcribe.js';
import type { TranscribedStretch } from '../../src/transcription/transcribedStretch.js';
import { loudnessTranscriber, pulses } from './loudnessTranscriber.js';

/** Samples of a stretch: 24 windows of 142 frames of 256. */
const STRETCH_SAMPLES = 24 * 142 * 256;

async function* chunksOf(samples: Float32Array, length: number): AsyncGenerator<Float32Array> {
  for (let at = 0; at < samples.length; at += length) yield samples.subarray(at, at + length);
}

async function segmentsOf(samples: Float32Array, length = 2_205_000): Promise<Segment[]> {
  const segments: Segment[] = [];
  for await (const segment of cutSegments(chunksOf(samples, length), { stretches: 2 })) {
    segments.push(segment);
  }
  return segments;
}

async function stretchesOf(
  samples: Float32Array,
  onWindow: (samples: Float32Array) => void,
): Promise<TranscribedStretch[]> {
  const stretches: TranscribedStretch[] = [];
  const stream = transcribe(loudnessTranscriber(onWindow), chunksOf(samples, 100_000));
  for await (const stretch of stream) stretches.push(stretch);
  return stretches;
}

// A stand-in hears a note wherever the sound is loud; the real network is asked in test/cli/commands/collection/addOverQueue.test.ts.
describe('segments, with a stand-in for the network,', () => {
  it.each([
    ['shorter than a stretch', 200_001],
    ['that end with a segment', 4 * STRETCH_SAMPLES],
    ['that end a sample later', 4 * STRETCH_SAMPLES + 1],
    ['that end within the sound after a segment', 4 * STRETCH_SAMPLES + 99_999],
    ['that end within a stretch', 5 * STRETCH_SAMPLES + 300_003],
  ])('give the stretches of the whole, for recordings %s', async (_, length) => {
    const samples = pulses(length);
    const windows = new Set<string>();
    const sumOf = (window: Float32Array) => sha256Of(bytesOf(window));
    const whole = await stretchesOf(samples, (window) => windows.add(sumOf(window)));
    const strange: string[] = [];
    const transcriber = loudnessTranscriber((window) => {
      if (!windows.has(sumOf(window))) strange.push(sumOf(window));
    });
    const parts: TranscribedStretch[] = [];
    const segments = await segmentsOf(samples);
    for (const segment of segments) {
      parts.push(...(await transcribeSegment(transcriber, segment)));
    }
    // What the network is given is never cut short at the edge of a segment.
    expect(strange).toEqual([]);
    expect(parts).toEqual(whole);
    expect(segments.reduce((sum, { stretchCount }) => sum + stretchCount, 0)).toBe(whole.length);
    expect(whole.flatMap(({ notes }) => notes).length).toBeGreaterThan(length / 60_000);
  });

  it('are the same whatever the chunks, and none is longer than its stretches and 10.2 s on either side', async () => {
    const samples = pulses(5 * STRETCH_SAMPLES);
    const segments = await segmentsOf(samples);
    const sums = (each: readonly Segment[]) =>
      each.map(({ samples }) => sha256Of(bytesOf(samples)));
    expect(sums(await segmentsOf(samples, 31_337))).toEqual(sums(segments));
    expect(segments.map(({ firstStretch, stretchCount }) => [firstStretch, stretchCount])).toEqual([
      [0, 2],
      [2, 2],
      [4, 1],
    ]);
    for (const { samples: sound } of segments) {
      expect(sound.length).toBeLessThan(2 * STRETCH_SAMPLES + 20.4 * 22_050);
    }
  });
});
