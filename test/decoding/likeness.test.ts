import { describe, expect, it } from 'vitest';
import { openLikeness, recordedHistograms } from '../../src/decoding/likeness.js';
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

describe('likeness', () => {
  it('is 1 for what is as recorded, in any octave and wherever it stands', () => {
    const likeness = openLikeness(recordedHistograms(RECORDED));
    const window = playing([[60], [67], [60], [60, 64, 67]], 4);
    expect(likeness.with(window)).toBeCloseTo(1, 12);
    const moved = window.map((event) => ({
      ...event,
      pitches: event.pitches.map((pitch) => pitch + 12),
      step: event.step + 64,
    }));
    expect(likeness.with(moved)).toBeCloseTo(1, 12);
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
    const likeness = openLikeness(recordedHistograms(RECORDED));
    expect(likeness.with(window)).toBeLessThan(0.75);
  });

  it('is that of all that was played: what is still missing adds most', () => {
    const likeness = openLikeness(recordedHistograms(RECORDED));
    const [single, triad] = [playing([[60], [67]], 4), playing([[60, 64, 67]], 4)];
    for (let i = 0; i < 4; i++) likeness.add(single);
    expect(likeness.with(triad)).toBeGreaterThan(likeness.with(single));
  });

  it('only looks at a window until it is added', () => {
    const likeness = openLikeness(recordedHistograms(RECORDED));
    const window = playing([[60], [67]], 4);
    expect(likeness.with(window)).toBe(likeness.with(window));
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
    expect(openLikeness(recordedHistograms(sequences)).with(window)).toBeCloseTo(1, 12);
  });

  it('prefers nothing where a decoder keeps no recordings', () => {
    const likeness = openLikeness(recordedHistograms({ chords: [], events: [] }));
    expect(likeness.with(playing([[60]], 4))).toBe(likeness.with(playing([[61, 62]], 7)));
  });
});
