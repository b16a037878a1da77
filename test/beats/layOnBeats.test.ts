import { describe, expect, it } from 'vitest';
import type { Beats, SoundedNote } from '../../src/beats/beats.js';
import { soundedNotes } from '../../src/beats/findRecordingBeats.js';
import { layOnBeats } from '../../src/beats/layOnBeats.js';
import { seededRandom } from '../../src/math/random.js';
import { countedBeatTicks } from '../../src/music/metre.js';
import { tempoClock } from '../../src/music/tempo.js';
import { type TimeSignature, ticksPerBar } from '../../src/music/time.js';

const note = (startSeconds: number, durationSeconds = 0.13): SoundedNote => ({
  pitch: 61,
  startSeconds,
  durationSeconds,
  velocity: 83,
});

/** Steady beats of half a second from 1.3 s on, of which each third begins a bar. */
const WALTZ: Beats = {
  tempoBpm: 120,
  metre: { beats: 3, beatUnit: 4 },
  confidence: 0.6,
  beats: [1.3, 1.8, 2.3, 2.8, 3.3, 3.8],
  downbeats: [1.3, 2.8],
};

describe('notes laid on beats', () => {
  it.each<[title: string, at: number[], ticks: number[], startSeconds: number]>([
    ['on the beats', [1.3, 1.8, 3.8], [0, 480, 2400], 1.3],
    ['between them', [1.55, 2.3], [240, 960], 1.3],
    ['after the last', [1.3, 4.55], [0, 3120], 1.3],
    ['before the first downbeat, in a bar of their own', [1.05, 1.3], [1200, 1440], -0.2],
    ['from a later bar on, at its bar line', [3.3, 3.8], [480, 960], 2.8],
  ])('%s', (_, at, ticks, startSeconds) => {
    const laid = layOnBeats(
      at.map((seconds) => note(seconds)),
      { beats: WALTZ, name: 'a.mid' },
    );
    expect(laid.performance.notes.map(({ startTicks }) => startTicks)).toEqual(ticks);
    expect(laid.startSeconds).toBeCloseTo(startSeconds, 9);
    expect(laid.performance).toMatchObject({
      name: 'a.mid',
      timeSignature: { beats: 3, beatUnit: 4 },
      isFree: false,
    });
    expect(laid.performance.tempoBpm).toBeCloseTo(120, 6);
  });

  it('have one tempo where beats are steady but for the frames that they stand on', () => {
    const frame = 256 / 22050;
    const beats = Array.from({ length: 64 }, (_, i) => Math.round((1.3 + i * 0.6) / frame) * frame);
    const { performance } = layOnBeats([note(1.3), note(30)], {
      beats: { ...WALTZ, beats, downbeats: beats.filter((_, i) => i % 3 === 0) },
      name: 'a',
    });
    expect(performance.tempoChanges).toHaveLength(1);
    expect(Math.abs((performance.tempoChanges[0]?.tempoBpm ?? 0) / 100 - 1)).toBeLessThan(0.001);
  });

  it('follow a tempo that bends, a change a beat', () => {
    const beats = { ...WALTZ, beats: [1, 1.5, 2.25, 2.65], downbeats: [1] };
    const { performance } = layOnBeats([note(1), note(1.75), note(2.45)], { beats, name: 'a' });
    expect(performance.notes.map(({ startTicks }) => startTicks)).toEqual([0, 640, 1200]);
    expect(performance.tempoChanges.map(({ ticks }) => ticks)).toEqual([0, 480, 960]);
    const tempi = performance.tempoChanges.map(({ tempoBpm }) => Math.round(tempoBpm));
    expect(tempi).toEqual([120, 80, 150]);
  });

  it.each<[title: string, silence: number, metre: TimeSignature, skipped: number]>([
    ['of a minute', 60.4, { beats: 3, beatUnit: 4 }, 120],
    ['of a day', 86_400.3, { beats: 3, beatUnit: 4 }, 172_800],
    ['of a day in 7/8', 86_400.3, { beats: 7, beatUnit: 8 }, 172_802],
  ])(
    'count whole bars on over a silence %s, to where the music goes on',
    (_, silence, metre, skipped) => {
      const again = 1.3 + 4 * 0.5 + silence;
      const beats = [1.3, 1.8, 2.3, 2.8, 3.3, again, again + 0.5, again + 1];
      const { performance, startSeconds } = layOnBeats([note(1.3), note(again + 0.5)], {
        beats: { ...WALTZ, metre, beats, downbeats: [1.3] },
        name: 'a',
      });
      const beatTicks = countedBeatTicks(metre);
      expect(performance.tempoChanges.length).toBeLessThanOrEqual(3);
      // A beat may be 18 ms off, some 17 ticks.
      const ticks = (4 + 1 + skipped + 1) * beatTicks;
      expect(Math.abs((performance.notes[1]?.startTicks ?? 0) - ticks)).toBeLessThanOrEqual(18);
      const heard = soundedNotes({ performance, startSeconds });
      expect(heard[1]?.startSeconds).toBeCloseTo(again + 0.5, 3);
      const quarters = performance.tempoChanges.map(({ tempoBpm }) => tempoBpm * (480 / beatTicks));
      for (const tempo of quarters) expect(Math.abs(tempo / 120 - 1)).toBeLessThan(0.03);
    },
  );

  it('are free without beats: their ticks count seconds at 120, from the first note on', () => {
    const beats: Beats = { tempoBpm: null, metre: null, confidence: 0, beats: [], downbeats: [] };
    const laid = layOnBeats([note(7.7), note(7.2, 0.25)], { beats, name: 'a' });
    expect(laid.startSeconds).toBe(7.2);
    expect(laid.performance).toMatchObject({ isFree: true, tempoBpm: 120 });
    expect(laid.performance.notes).toMatchObject([
      { startTicks: 0, durationTicks: 240 },
      { startTicks: 480, durationTicks: 125 },
    ]);
  });

  it('begin their bars where most downbeats do', () => {
    const beats = { ...WALTZ, downbeats: [1.3, 1.8, 3.3] };
    const { startSeconds } = layOnBeats([note(2)], { beats, name: 'a' });
    expect(startSeconds).toBeCloseTo(1.8, 9);
  });

  it.each<[TimeSignature, number, number]>([
    [{ beats: 4, beatUnit: 4 }, 311, 0.5],
    [{ beats: 7, beatUnit: 8 }, 211, 0.31],
    [{ beats: 6, beatUnit: 8 }, 97, 1.1],
    [{ beats: 12, beatUnit: 8 }, 41, 0.7],
    [{ beats: 5, beatUnit: 4 }, 2, 0.9],
    [{ beats: 2, beatUnit: 2 }, 5000, 0.61],
  ])('sound when they sounded: %o, %i beats', (metre, count, interval) => {
    const random = seededRandom(`${count} ${interval}`);
    const beats: number[] = [3 * random() + 2];
    while (beats.length < count) {
      beats.push((beats.at(-1) as number) + interval * (0.8 + 0.4 * random()));
    }
    const perBar = ticksPerBar(metre) / countedBeatTicks(metre);
    const phase = Math.min(count - 1, Math.floor(random() * perBar));
    const downbeats = beats.filter((_, i) => i % perBar === phase);
    const seconds = (beats.at(-1) as number) + 3;
    const notes = Array.from({ length: 300 }, (_, i) => ({
      ...note(random() * seconds, random() * 2),
      // So that each can be found again, however near to others it lies.
      pitch: i % 100,
      velocity: 1 + Math.floor(i / 100),
    }));
    const laid = layOnBeats(notes, {
      beats: { tempoBpm: 60 / interval, metre, confidence: 0.5, beats, downbeats },
      name: 'a',
    });
    const slowestTick = (1.2 * interval) / countedBeatTicks(metre);
    const heard = soundedNotes(laid);
    expect(heard).toHaveLength(300);
    for (const each of heard) {
      const was = notes[(each.velocity - 1) * 100 + each.pitch] as SoundedNote;
      expect(Math.abs(each.startSeconds - was.startSeconds)).toBeLessThan(slowestTick);
      expect(Math.abs(each.durationSeconds - was.durationSeconds)).toBeLessThan(2 * slowestTick);
    }
    const first = laid.performance.notes[0]?.startTicks ?? -1;
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThan(ticksPerBar(metre));
    const { ticksAt, secondsAt } = tempoClock(laid.performance.tempoChanges);
    for (const downbeat of downbeats.filter((each) => each > laid.startSeconds)) {
      const bars = Math.round(ticksAt(downbeat - laid.startSeconds) / ticksPerBar(metre));
      const barLine = laid.startSeconds + secondsAt(bars * ticksPerBar(metre));
      expect(Math.abs(barLine - downbeat)).toBeLessThanOrEqual(0.018 + 1e-9);
    }
  });
});
