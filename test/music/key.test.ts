import { describe, expect, it } from 'vitest';
import { estimateKey, instability, outsideKey } from '../../src/music/key.js';

const play = (pitches: readonly number[]) =>
  pitches.map((pitch, i) => ({ pitch, startTicks: i * 240, durationTicks: 240, velocity: 60 }));

describe('estimateKey', () => {
  it.each<[key: string, pitches: number[], tonic: number, mode?: string]>([
    ['C major', [60, 64, 67, 72, 65, 69, 67, 71, 62, 60], 0],
    ['G major', [55, 59, 62, 67, 60, 64, 62, 66, 57, 55], 7],
    ['A minor, as C major', [57, 60, 64, 69, 62, 65, 64, 68, 59, 57], 0, 'minor'],
  ])('hears %s', (_, pitches, tonic, mode = 'major') => {
    expect(estimateKey(play(pitches))).toMatchObject({ tonic, mode });
  });

  it.each([
    ['no notes', []],
    ['all twelve pitch classes alike', Array.from({ length: 12 }, (_, i) => 60 + i)],
  ])('hears no key in %s', (_, pitches) => {
    expect(estimateKey(play(pitches))).toBeUndefined();
  });
});

describe('instability', () => {
  it('is the difference of the ratings of probe tones, none for the tonic of either mode', () => {
    const c = { tonic: 0, mode: 'major', clarity: 1 } as const;
    const a = { ...c, mode: 'minor' } as const;
    expect(instability(0, c)).toBe(0);
    expect(instability(7, c)).toBeCloseTo(6.35 - 5.19, 9);
    expect(instability(9, a)).toBe(0);
    expect(instability(0, a)).toBeCloseTo(6.33 - 5.38, 9);
    expect(instability(10, { ...a, tonic: 1 })).toBe(0);
  });
});

describe('outsideKey', () => {
  it.each([
    ['a scale in its own key', [55, 57, 59, 60, 62, 64, 66], 7, 0],
    ['one leading note in seven', [55, 57, 59, 60, 62, 64, 66], 0, 1 / 7],
    ['a tonic counted downward', [55, 57, 59, 60, 62, 64, 66], -5, 0],
    ['nothing of it in the key', [61, 63, 66, 68, 70], 0, 1],
    ['no notes', [], 3, 0],
  ])('%s', (_, pitches, tonic, share) => {
    expect(outsideKey(play(pitches), tonic)).toBeCloseTo(share, 9);
  });
});
