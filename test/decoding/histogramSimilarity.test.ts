import { describe, expect, it } from 'vitest';
import {
  openHistogramSimilarity,
  recordedHistograms,
} from '../../src/decoding/histogramSimilarity.js';
import type { MusicalEvent } from '../../src/events/events.js';
import type { KeptSequences } from '../../src/events/sequences.js';

/** One recording: C and G in turn, four steps apart, and a triad. */
const RECORDED: KeptSequences = {
  chords: [[60], [67], [60, 64, 67]],
  events: [
    [
      [0, 4],
      [1, 4],
      [0, 4],
      [2, 0],
    ],
  ],
};

function playing(chords: readonly (readonly number[])[], interOnset: number): MusicalEvent[] {
  return chords.map((pitches, i) => ({
    pitches,
    step: i * interOnset,
    microtimingTicks: 0,
    durationTicks: 100,
    velocity: 64,
  })) as MusicalEvent[];
}

describe('histogram similarity', () => {
  it('is 1 for what is as recorded, in any octave and wherever it stands', () => {
    const similarity = openHistogramSimilarity(recordedHistograms(RECORDED));
    const window = playing([[60], [67], [60], [60, 64, 67]], 4);
    expect(similarity.with(window)).toBeCloseTo(1, 12);
    const moved = window.map((event) => ({
      ...event,
      pitches: event.pitches.map((pitch) => pitch + 12),
      step: event.step + 64,
    }));
    expect(similarity.with(moved)).toBeCloseTo(1, 12);
  });

  it.each([
    ['other pitch classes', playing([[61], [68], [61], [61, 65, 68]], 4)],
    ['other distances', playing([[60], [67], [60], [60, 64, 67]], 5)],
    [
      'chords of other sizes',
      playing(
        [
          [60, 72],
          [67, 79],
          [60, 72],
          [64, 76],
        ],
        4,
      ),
    ],
  ])('is less for %s', (_, window) => {
    const similarity = openHistogramSimilarity(recordedHistograms(RECORDED));
    expect(similarity.with(window)).toBeLessThan(0.75);
  });

  it('is that of all that was played: what is still missing adds most', () => {
    const similarity = openHistogramSimilarity(recordedHistograms(RECORDED));
    const [single, triad] = [playing([[60], [67]], 4), playing([[60, 64, 67]], 4)];
    for (let i = 0; i < 4; i++) similarity.add(single);
    expect(similarity.with(triad)).toBeGreaterThan(similarity.with(single));
  });

  it('only looks at a window until it is added', () => {
    const similarity = openHistogramSimilarity(recordedHistograms(RECORDED));
    const window = playing([[60], [67]], 4);
    expect(similarity.with(window)).toBe(similarity.with(window));
  });

  it('counts chords on one grid step, as recordings of a slow tempo hold them', () => {
    const sequences: KeptSequences = {
      chords: [[60], [62]],
      events: [
        [
          [0, 0],
          [1, 4],
          [0, 0],
          [1, 0],
        ],
      ],
    };
    const steps = [0, 0, 4, 4];
    const window = playing([[60], [62], [60], [62]], 1).map((event, i) => ({
      ...event,
      step: steps[i] as number,
    }));
    expect(openHistogramSimilarity(recordedHistograms(sequences)).with(window)).toBeCloseTo(1, 12);
  });

  it('prefers nothing where a decoder keeps no recordings', () => {
    const similarity = openHistogramSimilarity(recordedHistograms({ chords: [], events: [] }));
    expect(similarity.with(playing([[60]], 4))).toBe(similarity.with(playing([[61, 62]], 7)));
  });
});
