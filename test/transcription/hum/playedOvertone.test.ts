import { describe, expect, it } from 'vitest';
import { isPlayedOvertone } from '../../../src/transcription/hum/playedOvertone.js';
import type { SpectralPeak, SteadyTone } from '../../../src/transcription/hum/steadyTones.js';

const FRAMES = 20;
const all = Array.from({ length: FRAMES }, (_, i) => i);

function tone(hertz: number, decibels = -50): SteadyTone {
  return { frames: all, hertz: all.map(() => hertz), decibels, fromSeconds: 0, toSeconds: 15 };
}

/** Peaks of a note's first harmonics in its frames; in all frames one of the tone. */
function framesOf(
  harmonics: readonly number[],
  {
    until = FRAMES,
    decibels = -30,
    hertz = 1226,
  }: { until?: number; decibels?: number; hertz?: number } = {},
): SpectralPeak[][] {
  return all.map((frame) => [
    ...(frame < until ? harmonics.map((each) => ({ hertz: each, decibels })) : []),
    { hertz, decibels: -50 },
  ]);
}

describe('a steady tone', () => {
  const F3 = 174.61;
  it.each([
    ['stands at seven times a held note', [F3, 2 * F3, 3 * F3], 1226],
    ['stands at eleven times a held note', [F3, 2 * F3, 3 * F3], 1926],
    ['belongs to a low note without a fundamental', [2 * F3, 3 * F3], 1226],
  ])('is an overtone where it %s', (_, harmonics, hertz) => {
    expect(isPlayedOvertone(tone(hertz), framesOf(harmonics, { hertz }))).toBe(true);
  });

  it.each([
    ['a note is struck now and then', framesOf([F3, 2 * F3], { until: 10 })],
    ['only one peak fits', framesOf([F3])],
    ['the note is softer', framesOf([F3, 2 * F3, 3 * F3], { decibels: -60 })],
    ['the note is another', framesOf([180, 360, 540])],
    ['nothing is played', framesOf([])],
  ])('is none where %s', (_, frames) => {
    expect(isPlayedOvertone(tone(1226), frames)).toBe(false);
  });
});
