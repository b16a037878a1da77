import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findBeats } from '../../src/beats/findBeats.js';
import { otherTempi, otherTempo } from '../../src/beats/otherTempo.js';
import { drawNormal, seededRandom } from '../../src/math/random.js';
import { readRecording } from '../../src/recordings/readRecording.js';

/** A take of the starter collection, played steadily at another tempo by hands that are 12 ms astray. */
function playedAt(take: string, tempoBpm: number) {
  const bytes = readFileSync(new URL(`../../objects/${take}`, import.meta.url));
  const random = seededRandom(take);
  const tickSeconds = 60 / tempoBpm / 480;
  return readRecording(bytes, take)
    .performance.notes.map(({ pitch, startTicks, durationTicks, velocity }) => ({
      pitch,
      startSeconds: Math.max(0, 0.3 + startTicks * tickSeconds + 0.012 * drawNormal(random)),
      durationSeconds: durationTicks * tickSeconds,
      velocity,
    }))
    .filter(({ startSeconds }) => startSeconds < 45);
}

describe('a take at 160 that is told as 80', () => {
  const notes = playedAt('clock/recordings/take-06.mid', 160);

  it('has both tempi', () => {
    const { tempoBpm, otherTempoBpm, confidence } = findBeats(notes);
    expect(confidence).toBeGreaterThan(0.7);
    expect(tempoBpm).toBeCloseTo(80, 0);
    expect(otherTempoBpm).toBeCloseTo(160, -0.5);
  });

  it('has one once a person said which', () => {
    const { tempoBpm, otherTempoBpm } = findBeats(notes, { tempoBpm: 160 });
    expect(tempoBpm).toBeCloseTo(160, -0.5);
    expect(otherTempoBpm).toBeUndefined();
  });
});

it.each(['airplane', 'bed', 'teddy-bear'])('a take of %s at its own tempo has one', (object) => {
  const take = `${object}/recordings/take-03.mid`;
  const bytes = readFileSync(new URL(`../../objects/${take}`, import.meta.url));
  const { tempoBpm: own } = readRecording(bytes, take).performance;
  expect(findBeats(playedAt(take, own)).otherTempoBpm).toBeUndefined();
});

describe('otherTempi', () => {
  /** Beats every 20 frames, as strong as is said, one after another. */
  const activationOf = (strengths: readonly number[]) => {
    const activation = new Float32Array(20 * strengths.length + 20).fill(0.01);
    for (const [i, strength] of strengths.entries()) activation[20 * (i + 1)] = strength;
    return activation;
  };
  const path = (step: number, count: number) =>
    Array.from({ length: count }, (_, i) => 20 + step * i);

  it('are far below 0 for beats with nothing between them, each of which counts', () => {
    const { half, double } = otherTempi(path(20, 16), activationOf(new Array(16).fill(0.9)));
    expect(half).toBeLessThan(-1);
    expect(double).toBeLessThan(-3);
  });

  it('are near 0 where every second beat is as likely as none, and where what lies between is', () => {
    const strengths = Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 0.9 : 0.3));
    expect(otherTempi(path(20, 16), activationOf(strengths)).half).toBeGreaterThan(-0.6);
    expect(otherTempi(path(40, 8), activationOf(strengths)).double).toBeGreaterThan(-1.5);
  });
});

describe('otherTempo', () => {
  it.each([
    [80, { half: -2.5, double: -1 }, 160],
    [80, { half: -1.5, double: -1 }, undefined],
    [140, { half: -2.5, double: -1 }, undefined],
    [50, { half: -2.5, double: -1 }, undefined],
    [140, { half: -0.5, double: -4 }, 70],
    [60, { half: -0.5, double: -4 }, undefined],
    [140, { half: -0.7, double: -4 }, undefined],
  ])('of %i with %o is %s', (tempoBpm, others, expected) => {
    expect(otherTempo(tempoBpm, others)).toBe(expected);
  });
});
