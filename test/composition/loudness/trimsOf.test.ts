import { describe, expect, it } from 'vitest';
import { gainOfArea } from '../../../src/composition/loudness/gainOfArea.js';
import { MEASURED_FONTS } from '../../../src/composition/loudness/instrumentLevels.js';
import { predictLoudness } from '../../../src/composition/loudness/predictLoudness.js';
import { type SizedPart, trimsOf } from '../../../src/composition/loudness/trimsOf.js';
import { mean } from '../../../src/math/mean.js';
import type { Note } from '../../../src/music/note.js';

const ORGAN = 19;
const HARPSICHORD = 6;
const SAWTOOTH = 81;

const strokes = (count: number, change: Partial<Note> = {}): Note[] =>
  Array.from({ length: count }, (_, i) => ({
    pitch: 50 + (i % 7),
    startTicks: i * 480,
    durationTicks: 300,
    velocity: 57,
    ...change,
  }));

const part = (areaShare: number, change: Partial<SizedPart> = {}): SizedPart => ({
  notes: strokes(13),
  program: ORGAN,
  areaShare,
  gainDb: gainOfArea(areaShare, 0.4),
  ...change,
});

const tempo = { tempoBpm: 100 };

describe('trimsOf', () => {
  it('takes nothing off parts that differ in size alone', () => {
    expect(trimsOf([part(0.4), part(0.2), part(0.07)], tempo)).toEqual([0, 0, 0]);
  });

  it.each<[string, Partial<SizedPart>]>([
    ['a touch', { notes: strokes(13, { velocity: 97 }) }],
    ['an instrument', { program: SAWTOOTH }],
    [
      'chords',
      { notes: [...strokes(13), ...strokes(13, { pitch: 64 }), ...strokes(13, { pitch: 69 })] },
    ],
  ])('takes %s that is louder back from the smaller and from the larger object', (_, louder) => {
    const [large = 0, small = 0] = trimsOf([part(0.4), part(0.1, louder)], tempo);
    expect(small - large).toBeLessThan(-1);
    const [loudLarge = 0, softSmall = 0] = trimsOf([part(0.4, louder), part(0.1)], tempo);
    expect(loudLarge - softSmall).toBeLessThan(-1);
    expect([Math.max(large, small), Math.max(loudLarge, softSmall)]).toEqual([0, 0]);
  });

  it('makes every larger object the louder one on both SoundFonts', () => {
    const parts = [
      part(0.4, { notes: strokes(9, { velocity: 31 }) }),
      part(0.2, { program: HARPSICHORD, notes: strokes(40, { velocity: 83 }) }),
      part(0.05, { program: 11, notes: strokes(11, { pitch: 72, velocity: 71 }) }),
      part(0.01, { program: 45, notes: strokes(23, { pitch: 43 }) }),
    ];
    const trims = trimsOf(parts, tempo);
    for (const font of MEASURED_FONTS) {
      const levels = parts.map(
        ({ gainDb, ...rest }, i) =>
          gainDb + (trims[i] as number) + (predictLoudness(rest, { ...tempo, font }) as number),
      );
      expect(levels).toEqual([...levels].sort((a, b) => b - a));
    }
  });

  it.each([50, 70, 96])(
    'takes off what a velocity of %d adds to one of 48, to the nearest hundredth of a decibel',
    (velocity) => {
      const parts = [48, velocity].map((each) =>
        part(0.2, { notes: strokes(13, { velocity: each }) }),
      );
      const [soft, loud] = parts.map((each) =>
        mean(MEASURED_FONTS.map((font) => predictLoudness(each, { ...tempo, font }) as number)),
      ) as [number, number];
      const [, trim] = trimsOf(parts, tempo) as [number, number];
      expect(Math.abs(loud - soft + trim)).toBeLessThan(0.00501);
    },
  );

  it('leaves a part without notes out of account', () => {
    const silent = part(0.3, { notes: [] });
    expect(trimsOf([silent, part(0.4), part(0.2)], tempo)).toEqual([0, 0, 0]);
    expect(trimsOf([silent], tempo)).toEqual([0]);
    expect(trimsOf([], tempo)).toEqual([]);
  });

  it('does not silence a piece for the sake of one very soft part', () => {
    const faint = part(0.4, { notes: strokes(5, { velocity: 9 }) });
    const others = [0.2, 0.1, 0.05, 0.04].map((share) => part(share));
    const [first = 0, ...rest] = trimsOf([faint, ...others], tempo);
    expect(first).toBe(0);
    expect([...rest].sort((a, b) => a - b)[2]).toBeCloseTo(-25, 1);
  });

  it('takes off 36 dB at most', () => {
    const loud = part(0.01, { notes: strokes(90, { velocity: 127 }), program: 61 });
    const soft = part(0.4, { notes: strokes(3, { velocity: 5 }), program: 8 });
    expect(trimsOf([soft, loud], tempo)).toEqual([0, -36]);
  });
});
