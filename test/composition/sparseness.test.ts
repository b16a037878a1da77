import { describe, expect, it } from 'vitest';
import { SPARSENESS, type Stroke, thinBar } from '../../src/composition/sparseness.js';

const stroke = (
  startTicks: number,
  strength: number,
  pitches: number[],
  velocity = 60,
): Stroke => ({
  startTicks,
  strength,
  notes: pitches.map((pitch) => ({ pitch, startTicks, durationTicks: 100, velocity })),
});

/** A bar as a chordal part plays it: a chord on one, a third on two, and notes between. */
const BAR = [
  stroke(0, 3, [48, 52, 55, 60]),
  stroke(120, 0, [62], 80),
  stroke(240, 1, [64, 67], 70),
  stroke(360, 0, [65], 40),
  stroke(480, 2, [57, 65, 69]),
];
const pitches = (degree: keyof typeof SPARSENESS, bar = BAR) =>
  thinBar(bar, SPARSENESS[degree]).map(({ pitch }) => pitch);

describe('thinBar', () => {
  it.each([
    ['allVoices', [48, 52, 55, 60, 62, 64, 67, 65, 57, 65, 69]],
    ['threeVoices', [48, 55, 60, 62, 64, 67, 65, 57, 65, 69]],
    ['outerVoices', [48, 60, 62, 64, 67, 65, 57, 69]],
    ['loudOffBeats', [48, 60, 62, 64, 67, 57, 69]],
    ['dividedBeats', [48, 60, 64, 67, 57, 69]],
    ['oneVoice', [60, 67, 69]],
    ['beats', [60, 69]],
    ['oneNote', [60]],
    ['nothing', []],
  ] as const)('leaves of a bar at %s %j', (degree, left) => {
    expect(pitches(degree)).toEqual(left);
  });

  it('lets the soft go before the loud', () => {
    const even = [...BAR, stroke(600, 0, [71], 90), stroke(840, 0, [72], 30)];
    expect(pitches('loudOffBeats', even)).toContain(71);
    expect(pitches('loudOffBeats', even)).not.toContain(72);
  });

  it('makes the burst of a machine shorter, which strikes all alike', () => {
    const burst = Array.from({ length: 8 }, (_, i) => stroke(1000 + i * 60, 0, [40 + i]));
    expect(pitches('loudOffBeats', burst)).toEqual([40, 41, 42, 43]);
  });

  it('leaves a part that never plays on the beat its loudest stroke', () => {
    const syncopated = [stroke(120, 0, [62], 50), stroke(360, 0, [65], 90)];
    expect(pitches('beats', syncopated)).toEqual([65]);
  });

  it('has nothing to thin in an empty bar', () => {
    expect(pitches('oneNote', [])).toEqual([]);
  });
});
