import { describe, expect, it } from 'vitest';
import {
  fifthsOf,
  type KeySignature,
  keyName,
  keySignatureOf,
} from '../../src/music/keySignature.js';

const play = (pitches: readonly number[]) =>
  pitches.map((pitch, i) => ({ pitch, startTicks: i * 240, durationTicks: 240, velocity: 60 }));

const G_MAJOR = [55, 59, 62, 67, 60, 64, 62, 66, 57, 55];

describe('the key signature of a piece', () => {
  it.each([
    ['in G major', G_MAJOR, { tonic: 7, mode: 'major' }],
    [
      'in A minor, with a leading note',
      [57, 60, 64, 69, 62, 65, 64, 68, 59, 57],
      { tonic: 9, mode: 'minor' },
    ],
    ['in E flat minor', [51, 54, 58, 63, 56, 59, 58, 61, 53, 51], { tonic: 3, mode: 'minor' }],
  ])('%s', (_, pitches, key) => {
    expect(keySignatureOf(play(pitches))).toEqual(key);
  });

  it.each([
    ['without notes', []],
    ['of all twelve pitch classes alike', Array.from({ length: 12 }, (_, i) => 60 + i)],
    [
      'in two keys at once, far from each other',
      [...G_MAJOR, ...G_MAJOR.map((pitch) => pitch + 6)],
    ],
    ['of whole tones', [60, 62, 64, 66, 68, 70, 60]],
  ])('is none %s', (_, pitches) => {
    expect(keySignatureOf(play(pitches))).toBeUndefined();
  });
});

describe('the key signature of a piece that was composed in a key', () => {
  const composedIn = { relativeMajor: 7, mode: 'minor', clarity: 0.7 } as const;

  it('is that key, even where its relative is likelier', () => {
    expect(keySignatureOf(play(G_MAJOR), composedIn)).toEqual({ tonic: 4, mode: 'minor' });
  });

  it('is none where much of the music lies outside of it', () => {
    const elsewhere = play(G_MAJOR.map((pitch) => pitch + 6));
    expect(keySignatureOf(elsewhere, composedIn)).toBeUndefined();
  });
});

describe('keyName', () => {
  it.each([
    ['C major', [60, 64, 67, 72, 65, 69, 67, 71, 62, 60]],
    ['B flat major', [58, 62, 65, 70, 63, 67, 65, 69, 60, 58]],
    ['A minor', [57, 60, 64, 69, 62, 65, 64, 68, 59, 57]],
    ['F sharp minor', [54, 57, 61, 66, 59, 62, 61, 65, 56, 54]],
  ])('calls it %s', (name, pitches) => {
    expect(keyName(keySignatureOf(play(pitches)) as KeySignature)).toBe(name);
  });

  it.each([
    ['no notes', []],
    ['a single note', [60, 72]],
    ['a fifth', [60, 67]],
    ['whole tones', [60, 62, 64, 66, 68, 70]],
    ['a cluster', [60, 61, 62, 63, 64, 65]],
  ])('has none to call for %s', (_, pitches) => {
    expect(keySignatureOf(play(pitches))).toBeUndefined();
  });
});

describe('on the circle of fifths', () => {
  // C, D flat, D, … as any table of keys has them.
  it.each([
    ['major', [0, -5, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5]],
    ['minor', [-3, 4, -1, -6, 1, -4, 3, -2, 5, 0, -5, 2]],
  ] as const)('the twelve keys in %s are %j', (mode, fifths) => {
    expect(fifths.map((_, tonic) => fifthsOf({ tonic, mode }))).toEqual(fifths);
  });
});
