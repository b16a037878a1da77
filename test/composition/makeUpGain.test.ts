import { describe, expect, it } from 'vitest';
import { makeUpGainDb } from '../../src/composition/loudness/makeUpGain.js';
import { predictMixLoudness } from '../../src/composition/loudness/predictLoudness.js';
import type { Part } from '../../src/music/score.js';

const notes = [48, 60, 72].map((pitch, i) => ({
  pitch,
  startTicks: 480 * i,
  durationTicks: 480,
  velocity: 70,
}));

function part(changed: Partial<Part> = {}): Part {
  return { name: 'clock', midiChannel: 0, program: 0, gainDb: 0, pan: 0, notes, ...changed };
}

const gainOf = (...parts: Part[]) => makeUpGainDb({ parts, tempoBpm: 100 });

describe('what a piece is made louder by', () => {
  it('gives back what its parts were turned down by', () => {
    expect(gainOf(part({ gainDb: -6, trimDb: -4 }))).toBeCloseTo(gainOf(part()) + 10, 1);
  });

  it('is given in hundredths of a decibel, to the nearest', () => {
    const trims = [-1.001, -1.004, -1.006, -1.009];
    const expected = trims.map((trimDb) => {
      const mix = [{ notes, program: 0, gainDb: trimDb }];
      return -5 - (predictMixLoudness(mix, { tempoBpm: 100, font: 'fluidR3Mono' }) ?? 0);
    });
    for (const [i, trimDb] of trims.entries())
      expect(Math.abs(gainOf(part({ trimDb })) - (expected[i] ?? 0))).toBeLessThan(0.00501);
  });

  it('is less for two parts that sound together', () => {
    expect(gainOf(part(), part())).toBeCloseTo(gainOf(part()) - 3, 1);
  });

  it('is nothing where nothing sounds, and never softer or a roar', () => {
    expect(gainOf(part({ notes: [] }))).toBe(0);
    expect(gainOf(part({ gainDb: -90 }))).toBe(36);
    const organ = notes.map((note) => ({ ...note, velocity: 127 }));
    const many = Array.from({ length: 15 }, () => part({ program: 18, notes: organ }));
    expect(gainOf(...many)).toBe(0);
  });
});
