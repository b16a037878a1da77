import { describe, expect, it } from 'vitest';
import { medianSpanTempo, medianTempo } from '../../src/beats/medianTempo.js';

/** Beats on frames of a transcription at 22,050 Hz. */
const FRAME_SECONDS = 256 / 22050;
const onFrames = (seconds: number) => Math.round(seconds / FRAME_SECONDS) * FRAME_SECONDS;

describe('medianSpanTempo', () => {
  it.each([63, 84, 100, 137.77, 190])('knows %d a minute of beats that stand on frames', (bpm) => {
    const beats = Array.from({ length: 48 }, (_, i) => onFrames((i * 60) / bpm));
    expect(Math.abs(medianSpanTempo(beats) / bpm - 1)).toBeLessThan(0.003);
  });

  it('is not drawn along by an ending that slows down, nor by a beat that was left out', () => {
    const beats = Array.from({ length: 40 }, (_, i) => i * 0.5);
    const slowing = [20, 20.7, 21.6, 22.8];
    expect(medianSpanTempo([...beats, ...slowing])).toBeCloseTo(120, 6);
    expect(medianSpanTempo(beats.filter((_, i) => i !== 17))).toBeCloseTo(120, 6);
  });

  it.each([
    [[1, 1.5], 120],
    [[0, 0.4, 1], 120],
    [[0, 0.5, 1, 1.9], 120],
  ])('makes %j %d a minute', (beats, bpm) => {
    expect(medianSpanTempo(beats)).toBeCloseTo(bpm, 9);
  });
});

describe('medianTempo', () => {
  it.each([
    [[0, 0.5, 1, 1.9], 1, 120],
    [[0, 0.5, 1, 1.6, 2], 2, 120],
  ])('makes %j with spans of %d beats %d a minute', (beats, span, bpm) => {
    expect(medianTempo(beats, span)).toBeCloseTo(bpm, 9);
  });
});
