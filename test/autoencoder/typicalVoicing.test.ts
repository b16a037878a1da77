import { describe, expect, it } from 'vitest';
import type { Voicing } from '../../src/autoencoder/events.js';
import { countVoicing, noVoicings, typicalVoicing } from '../../src/autoencoder/typicalVoicing.js';

function typicalOf(voicings: readonly (Voicing | undefined)[], pitches = 2): Voicing {
  return typicalVoicing(voicings.reduce(countVoicing, noVoicings(pitches)));
}

describe('typicalVoicing', () => {
  it('takes the mean of velocities and the commonest of durations', () => {
    const voicings = [
      { velocity: [-7, 9], duration: [1, 0.51] },
      { velocity: [-9, 11], duration: [1.02, 0.25] },
      { velocity: [-4, 6], duration: [0.98, 0.49] },
    ];
    expect(typicalOf(voicings)).toEqual({ velocity: [-7, 9], duration: [1, 0.5] });
  });

  it('takes a chord without a voicing for one whose notes are alike', () => {
    expect(typicalOf([undefined])).toEqual({ velocity: [0, 0], duration: [1, 1] });
  });

  it('keeps durations within what a decoder holds', () => {
    const far = { velocity: [0, 0], duration: [1e-7, 9e9] };
    expect(typicalOf([far]).duration).toEqual([0.01, 100]);
  });
});
