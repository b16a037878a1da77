import { describe, expect, it } from 'vitest';
import { decodeAudio } from '../../../../src/audio/decodeAudio.js';
import { pcmWav } from '../../../../src/studio/page/engine/recorder/pcmWav.js';
import { levelOf, openSoundTake } from '../../../../src/studio/page/engine/recorder/soundTake.js';

const RATE = 1000;
const ramp = (length: number, from = 0) =>
  Float32Array.from({ length }, (_, i) => (from + i) / 1000);

/** The samples of a WAV file as our own reader gives them. */
async function decoded(bytes: Uint8Array) {
  async function* whole() {
    yield bytes;
  }
  const audio = decodeAudio(whole(), 'take.wav');
  const samples: number[] = [];
  let rate = 0;
  for await (const block of audio) {
    rate = block.sampleRateHz;
    samples.push(...block.samples);
  }
  return { rate, samples };
}

describe('a take of the microphone', () => {
  it('begins at its first frame, wherever blocks begin, and ends when it is full', () => {
    const take = openSoundTake({ startFrame: 130, mostFrames: 150, sampleRateHz: RATE });
    take.add(ramp(100, 0), 0);
    expect(take.frames()).toBe(0);
    take.add(ramp(100, 100), 100);
    expect(take.frames()).toBe(70);
    take.add(ramp(100, 200), 200);
    expect(take.isFull()).toBe(true);
    take.add(ramp(100, 300), 300);
    const samples = take.samples().flatMap((piece) => [...piece]);
    expect(samples).toEqual(Array.from({ length: 150 }, (_, i) => Math.round((130 + i) * 32.767)));
  });

  it('counts the moments that clip, and cuts them off instead of turning them over', () => {
    const take = openSoundTake({ startFrame: 0, mostFrames: 1000, sampleRateHz: RATE });
    const samples = new Float32Array(100);
    samples.set([1.4, -1.7, 0.998], 3);
    samples.set([-1], 50);
    take.add(samples, 0);
    expect(take.clippedPeaks()).toBe(2);
    expect([...(take.samples()[0] as Int16Array)].slice(3, 6)).toEqual([32767, -32767, 32701]);
    expect(take.peaks()).toHaveLength(5);
    expect(take.peaks()[2]).toBe(1);
  });

  it.each([
    [[0.2, -0.5], { peak: 0.5, isClipped: false }],
    [[0.2, -1.5], { peak: 1, isClipped: true }],
    [[], { peak: 0, isClipped: false }],
  ])('is as loud as its loudest sample: %j', (samples, level) => {
    expect(levelOf(Float32Array.from(samples))).toEqual(level);
  });
});

it.each([44_100, 48_000, 96_000])('writes a WAV of %s Hz that our reader reads', async (rate) => {
  const pieces = [Int16Array.of(1, -2, 32767), Int16Array.of(-32767, 517)];
  const bytes = pcmWav(pieces, rate);
  expect(bytes.length).toBe(44 + 10);
  const { rate: read, samples } = await decoded(bytes);
  expect(read).toBe(rate);
  expect(samples.map((sample) => Math.round(sample * 32768))).toEqual([1, -2, 32767, -32767, 517]);
});
