import { parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import type { Beats, SoundedNote } from '../../src/beats/beats.js';
import { soundedNotes } from '../../src/beats/findRecordingBeats.js';
import { seededRandom } from '../../src/math/random.js';
import { tempoClock } from '../../src/music/tempo.js';
import { ticksPerBar } from '../../src/music/time.js';
import { transcribedScore } from '../../src/output/transcribedScore.js';
import { writeMidi } from '../../src/output/writeMidi.js';
import { readRecording } from '../../src/recordings/readRecording.js';

const transcribed = [
  { pitch: 64, startSeconds: 3.2107, durationSeconds: 0.7316, velocity: 58 },
  { pitch: 41, startSeconds: 3.2107, durationSeconds: 0.0001, velocity: 8 },
  { pitch: 99, startSeconds: 0.7, durationSeconds: 12.5, velocity: 77 },
];

describe('a transcription without beats', () => {
  it('keeps its seconds to the thousandth, at 120 quarters a minute', () => {
    const { tracks, header } = parseMidi(
      writeMidi(transcribedScore(transcribed, { name: 'Café 7.wav' })),
    );
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
    const midi = writeMidi(transcribedScore(transcribed, { name: 'Café 7.wav' }));
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
    const late = [{ pitch: 60, startSeconds: 80 * 3600, durationSeconds: 1, velocity: 3 }];
    expect(() => transcribedScore(late, { name: 'week.wav' })).toThrow(
      /at most 77 hours but week\.wav has 81/,
    );
  });
});

/** Beats around an interval, bent by up to 15 %, from a first beat on; every n-th begins a bar from the phase on. */
function bentBeats(
  count: number,
  { first, interval, perBar, phase }: Record<'first' | 'interval' | 'perBar' | 'phase', number>,
) {
  const random = seededRandom(`bent ${count} ${first} ${interval}`);
  const beats: number[] = [first];
  while (beats.length < count) {
    beats.push((beats.at(-1) as number) + interval * (0.85 + 0.3 * random()));
  }
  return { beats, downbeats: beats.filter((_, i) => i % perBar === phase) };
}

describe('a transcription with beats', () => {
  it.each([
    ['in 4/4 after a lead-in', { beats: 4, beatUnit: 4 }, 4, 1.37, 0.79, 0],
    ['with an upbeat', { beats: 3, beatUnit: 4 }, 3, 0.21, 0.5, 1],
    ['from its first sample on', { beats: 4, beatUnit: 4 }, 4, 0, 0.6, 0],
    ['with an upbeat from its first sample on', { beats: 4, beatUnit: 4 }, 4, 0, 0.6, 3],
    ['in 6/8', { beats: 6, beatUnit: 8 }, 2, 2.5, 0.9, 1],
    ['in 7/8', { beats: 7, beatUnit: 8 }, 7, 0.4, 0.28, 5],
  ])(
    '%s has its bars, and its notes sound when they sounded',
    (_, metre, perBar, first, interval, phase) => {
      const found = bentBeats(1200, { first, interval, perBar, phase });
      const beats: Beats = { tempoBpm: 60 / interval, metre, confidence: 0.9, ...found };
      const random = seededRandom('notes');
      const notes: SoundedNote[] = Array.from({ length: 500 }, (_, i) => ({
        pitch: 30 + (i % 61),
        startSeconds: i * interval * 2.3 + random() * 0.2,
        durationSeconds: 0.05 + random() * 0.3,
        velocity: 1 + (i % 127),
      }));
      const midi = writeMidi(transcribedScore(notes, { name: 'memo.m4a', beats }));
      const recording = readRecording(midi, 'memo.mid');
      expect(recording.performance.timeSignature).toEqual(metre);
      const heard = soundedNotes(recording);
      // Half a tick of the slowest beat, and some microseconds of rounded tempi.
      const near = (0.5 / (480 * (60 / 60))) * 1.15 * interval * 1.5 + 0.00005;
      for (const [i, note] of heard.entries()) {
        const { startSeconds, durationSeconds } = notes[i] as SoundedNote;
        expect(Math.abs(note.startSeconds - startSeconds)).toBeLessThan(Math.max(near, 0.001));
        expect(Math.abs(note.durationSeconds - durationSeconds)).toBeLessThan(
          2 * Math.max(near, 0.001),
        );
      }
      // Each downbeat that is heard stands on a bar line of the file as it is read.
      const { ticksAt, secondsAt } = tempoClock(recording.performance.tempoChanges);
      const firstNote = Math.min(...notes.map(({ startSeconds }) => startSeconds));
      for (const downbeat of found.downbeats.filter((each) => each > firstNote)) {
        const seconds = downbeat - recording.startSeconds;
        const bars = Math.round(ticksAt(seconds) / ticksPerBar(metre));
        expect(Math.abs(secondsAt(bars * ticksPerBar(metre)) - seconds)).toBeLessThan(0.019);
      }
      const tempos = (parseMidi(midi).tracks[0] ?? []).filter(({ type }) => type === 'setTempo');
      expect(tempos.length).toBeGreaterThan(1);
      expect(tempos.length).toBeLessThanOrEqual(found.beats.length);
    },
  );
});

describe('beats that go on after the last note', () => {
  it('are within the score, whose tracks all end there', () => {
    const beats = Array.from({ length: 24 }, (_, i) => 0.5 + 0.5 * i);
    const found: Beats = {
      tempoBpm: 120,
      metre: { beats: 4, beatUnit: 4 },
      confidence: 0.9,
      beats,
      downbeats: beats.filter((_, i) => i % 4 === 0),
    };
    const notes = [{ pitch: 60, startSeconds: 0.5, durationSeconds: 1, velocity: 80 }];
    const score = transcribedScore(notes, { name: 'faded.wav', beats: found });
    // Steady beats behind a lead-in.
    expect(score.tempoChanges?.map(({ ticks }) => ticks)).toEqual([0, 480]);
    // A beat before the first downbeat, and six bars.
    expect(score.lengthTicks).toBe(25 * 480);
    const { tracks } = parseMidi(writeMidi(score));
    const ends = tracks.map((track) => track.reduce((sum, { deltaTime }) => sum + deltaTime, 0));
    expect(ends).toEqual([score.lengthTicks, score.lengthTicks]);
  });
});

describe('what lies before the first downbeat', () => {
  const beats: Beats = {
    tempoBpm: 60 / 0.79,
    metre: { beats: 4, beatUnit: 4 },
    confidence: 0.9,
    beats: Array.from({ length: 12 }, (_, i) => 1.3 + 0.79 * i),
    downbeats: [1.3, 4.46, 7.62],
  };
  const note = (startSeconds: number) => ({
    pitch: 60,
    startSeconds,
    durationSeconds: 0.5,
    velocity: 80,
  });

  it('is a shorter bar at nearly the same tempo', () => {
    const score = transcribedScore([note(1.3), note(2.09)], { name: 'a.wav', beats });
    expect(score.firstBar).toEqual({ beats: 13, beatUnit: 32 });
    const [leadIn, music] = score.tempoChanges ?? [];
    expect(music?.ticks).toBe(780);
    expect(leadIn?.tempoBpm).toBeCloseTo(75, 0);
    expect(music?.tempoBpm).toBeCloseTo(75.95, 1);
    const { performance, startSeconds } = readRecording(writeMidi(score), 'a.mid');
    expect(startSeconds).toBeCloseTo(1.3, 4);
    expect(performance.notes.map(({ startTicks }) => startTicks)).toEqual([0, 480]);
  });

  it('is whole bars where notes are in it', () => {
    const score = transcribedScore([note(0.9), note(1.3)], { name: 'a.wav', beats });
    expect(score.firstBar).toBeUndefined();
    expect(score.tempoChanges?.[1]?.ticks).toBe(1920);
  });
});

describe('hours of silence', () => {
  const march = Array.from({ length: 9 }, (_, i) => 0.5 * i);
  const found = (beats: number[]): Beats => ({
    tempoBpm: 120,
    metre: { beats: 4, beatUnit: 4 },
    confidence: 0.9,
    beats,
    downbeats: beats.filter((_, i) => i % 4 === 0),
  });

  it.each([
    [
      'between beats',
      [0, 2, 10_000.07, 36_000.123],
      [...march, ...march.map((at) => at + 36_000.123)],
    ],
    ['behind them', [0, 2, 10_000.07, 36_000.123], march.map((at) => at * 1.0001)],
    ['before them', [10_000.07, 36_000.123, 36_002.123], march.map((at) => at + 36_000.123)],
  ])('%s take few tempi, and the notes behind them keep their times', (_, starts, beats) => {
    const notes = starts.map((startSeconds) => ({
      pitch: 60,
      startSeconds,
      durationSeconds: 0.4,
      velocity: 80,
    }));
    const midi = writeMidi(transcribedScore(notes, { name: 'a.wav', beats: found(beats) }));
    const tempi = (parseMidi(midi).tracks[0] ?? []).filter(({ type }) => type === 'setTempo');
    expect(tempi.length).toBeLessThan(300);
    const heard = soundedNotes(readRecording(midi, 'a.mid'));
    expect(heard).toHaveLength(starts.length);
    for (const [i, at] of starts.entries()) {
      expect(Math.abs((heard[i]?.startSeconds ?? 0) - at)).toBeLessThan(0.001);
    }
  });
});
