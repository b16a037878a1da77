import { describe, expect, it } from 'vitest';
import type { TempoEvent } from '../../src/recordings/midiEvents.js';
import { meanTempo } from '../../src/recordings/tempoMap.js';

const tempo = (ticks: number, tempoBpm: number): TempoEvent => ({
  kind: 'tempo',
  ticks,
  track: 1,
  microsecondsPerQuarter: 60_000_000 / tempoBpm,
});

describe('meanTempo', () => {
  it.each<[string, TempoEvent[], number, number, number]>([
    ['is 120 without tempo events', [], 0, 960, 120],
    ['is the only tempo', [tempo(0, 73)], 0, 960, 73],
    ['is 120 until the first event', [tempo(480, 60)], 0, 480, 120],
    ['weighs by time, not by ticks', [tempo(0, 60), tempo(480, 120)], 0, 960, 80],
    ['takes what holds at the start', [tempo(0, 90), tempo(100, 44)], 200, 300, 44],
    ['leaves out what comes after the end', [tempo(0, 90), tempo(400, 44)], 200, 300, 90],
    ['takes the last of several at one tick', [tempo(0, 90), tempo(0, 50)], 0, 300, 50],
    ['begins within the stretch of a tempo', [tempo(0, 60), tempo(480, 120)], 240, 720, 80],
  ])('%s', (_, tempos, fromTicks, toTicks, expected) => {
    expect(meanTempo(tempos, { fromTicks, toTicks })).toBeCloseTo(expected, 9);
  });
});
