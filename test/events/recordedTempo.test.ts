import { describe, expect, it } from 'vitest';
import { keptTempo } from '../../src/events/recordedTempo.js';

describe('keptTempo', () => {
  it.each([
    ['in hundredths', { tempoBpm: 91.23456, isFree: false }, 91.23],
    ['the slowest that music has for less', { tempoBpm: 0.01, isFree: false }, 4],
    ['the fastest for more', { tempoBpm: 60_000, isFree: false }, 1000],
    ['none for a free recording', { tempoBpm: 120, isFree: true }, null],
  ])('is kept: %s', (_, performance, expected) => {
    expect(keptTempo(performance)).toBe(expected);
  });
});
