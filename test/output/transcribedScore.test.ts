import { type MidiEvent, type MidiSetTempoEvent, parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import type { Beats, SoundedNote } from '../../src/beats/beats.js';
import { soundedNotes } from '../../src/beats/findRecordingBeats.js';
import { gridBeats } from '../../src/beats/gridBeats.js';
import { seededRandom } from '../../src/math/random.js';
import { countedBeatTicks } from '../../src/music/metre.js';
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

  it('is the same bar where notes are in it, and is read as the end of a whole one', () => {
    const score = transcribedScore([note(0.9), note(1.3)], { name: 'a.wav', beats });
    expect(score.firstBar).toEqual({ beats: 13, beatUnit: 32 });
    const { performance, startSeconds } = readRecording(writeMidi(score), 'a.mid');
    expect(performance.timeSignatures).toBeUndefined();
    expect(performance.timeSignature).toEqual({ beats: 4, beatUnit: 4 });
    expect(startSeconds).toBeLessThan(0);
    expect(performance.notes[1]?.startTicks).toBe(1920);
  });
});

describe('an upbeat at the very start of the sound', () => {
  const firsts = [0, 0.003, 0.0149, 0.016, 0.05, 0.2, 0.63, 1.9];
  const metres = [
    { metre: { beats: 4, beatUnit: 4 }, perBar: 4 },
    { metre: { beats: 6, beatUnit: 8 }, perBar: 2 },
    { metre: { beats: 7, beatUnit: 8 }, perBar: 7 },
  ];
  const cases = metres.flatMap(({ metre, perBar }) =>
    [0.25, 0.5, 1.4].flatMap((interval) =>
      firsts.flatMap((first) =>
        Array.from({ length: perBar }, (_, upbeats) => ({ metre, interval, first, upbeats })),
      ),
    ),
  );

  it.each(cases)(
    'is written in tempi that can be read and is read as it was: $metre.beats/$metre.beatUnit, a beat every $interval s from $first s, $upbeats before the bar',
    ({ metre, interval, first, upbeats }) => {
      const beats = Array.from({ length: 40 }, (_, i) => first + interval * i);
      const perBar = metre.beatUnit === 8 && metre.beats === 6 ? 2 : metre.beats;
      const downbeats = beats.filter((_, i) => i % perBar === upbeats);
      const starts = [0, ...beats.slice(0, -1).map((beat, i) => beat + 0.03 * (i % 3))];
      const notes = starts.map((startSeconds, i) => ({
        pitch: 40 + i,
        startSeconds,
        durationSeconds: 0.2,
        velocity: 80,
      }));
      const found = { tempoBpm: 60 / interval, metre, confidence: 1, beats, downbeats };
      const midi = writeMidi(transcribedScore(notes, { name: 'a.wav', beats: found }));
      for (const tempo of (parseMidi(midi).tracks[0] ?? []).filter(isTempo)) {
        const bpm = 60e6 / tempo.microsecondsPerBeat;
        expect(bpm).toBeGreaterThan(10);
        expect(bpm).toBeLessThan(501);
      }
      const recording = readRecording(midi, 'a.mid');
      expect(recording.performance.timeSignatures).toBeUndefined();
      const tickSeconds = interval / countedBeatTicks(metre);
      for (const { pitch, startSeconds } of soundedNotes(recording)) {
        const offset = Math.abs(startSeconds - (starts[pitch - 40] as number));
        expect(offset).toBeLessThan(0.6 * tickSeconds + 0.0001);
      }
      const own = gridBeats(recording.performance, recording.startSeconds);
      for (const [what, meant] of Object.entries({ beats, downbeats })) {
        const read = own[what as 'beats' | 'downbeats'];
        for (const beat of meant.slice(0, -2)) {
          expect(Math.min(...read.map((each) => Math.abs(each - beat)))).toBeLessThan(0.019);
        }
        expect(read.length).toBeLessThanOrEqual(meant.length + 1 + first / interval);
      }
    },
  );
});

function isTempo(event: MidiEvent): event is MidiSetTempoEvent {
  return event.type === 'setTempo';
}

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
