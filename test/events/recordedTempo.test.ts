import { describe, expect, it } from 'vitest';
import { keptTempo } from '../../src/events/recordedTempo.js';
import { FREE_TEMPO_BPM } from '../../src/music/tempo.js';
import { meanTempo } from '../../src/recordings/tempoMap.js';

it('a free recording lasts as long in a MIDI file that says no tempo', () => {
  expect(meanTempo([], { fromTicks: 0, toTicks: 960 })).toBe(FREE_TEMPO_BPM);
});

describe('keptTempo', () => {
  it.each([
    ['in hundredths', { tempoBpm: 91.23456, isFree: false }, 91.23],
    ['rounded to the nearest', { tempoBpm: 91.23654, isFree: false }, 91.24],
    ['the slowest that music has for less', { tempoBpm: 0.01, isFree: false }, 4],
    ['the fastest for more', { tempoBpm: 60_000, isFree: false }, 1000],
    ['none for a free recording', { tempoBpm: 120, isFree: true }, null],
  ])('is kept: %s', (_, performance, expected) => {
    expect(keptTempo(performance)).toBe(expected);
  });
});
