import { parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { heardScore } from '../../src/output/heardScore.js';
import { writeMidi } from '../../src/output/writeMidi.js';
import { readRecording } from '../../src/recordings/readRecording.js';

const heard = [
  { pitch: 64, startSeconds: 3.2107, durationSeconds: 0.7316, strength: 0.83 },
  { pitch: 41, startSeconds: 3.2107, durationSeconds: 0.0001, strength: 0.12 },
  { pitch: 99, startSeconds: 0.7, durationSeconds: 12.5, strength: 1.1 },
];

describe('what was heard', () => {
  it('keeps its seconds to the thousandth, at 120 quarters a minute', () => {
    const { tracks, header } = parseMidi(writeMidi(heardScore(heard, 'Café 7.wav')));
    expect(header.ticksPerBeat).toBe(480);
    expect(tracks[0]).toContainEqual(
      expect.objectContaining({ type: 'setTempo', microsecondsPerBeat: 500_000 }),
    );
    let ticks = 0;
    const starts: [number, number, number][] = [];
    for (const event of tracks[1] ?? []) {
      ticks += event.deltaTime;
      if (event.type !== 'noteOn') continue;
      starts.push([event.noteNumber, Math.round((ticks / 960) * 1000) / 1000, event.velocity]);
    }
    expect(starts).toEqual([
      [99, 0.7, 77],
      [41, 3.21, 8],
      [64, 3.21, 58],
    ]);
  });

  it('reads back as a recording that lasts as long', () => {
    const midi = writeMidi(heardScore(heard, 'Café 7.wav'));
    const { performance, skipped } = readRecording(midi, 'Café 7.mid');
    expect(skipped).toEqual([]);
    expect(performance.tempoBpm).toBe(120);
    expect(performance.notes.map(({ pitch, durationTicks }) => [pitch, durationTicks])).toEqual([
      [99, 12_000],
      [41, 1],
      [64, 703],
    ]);
  });

  it('is refused where a MIDI file could not hold it', () => {
    const late = [{ pitch: 60, startSeconds: 80 * 3600, durationSeconds: 1, strength: 1 }];
    expect(() => heardScore(late, 'week.wav')).toThrow(/at most 77 hours but week\.wav has 81/);
  });
});
