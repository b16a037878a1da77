import { parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { writeTake } from '../../../../src/output/writeTake.js';
import { readRecording } from '../../../../src/recordings/readRecording.js';
import type { Grid } from '../../../../src/studio/page/engine/recorder/grid.js';
import type { TimedKeyMessage } from '../../../../src/studio/page/engine/recorder/keyMessages.js';
import { keyMessage } from '../../../../src/studio/page/engine/recorder/keyMessages.js';
import { midiTake } from '../../../../src/studio/page/engine/recorder/midiTake.js';

/** A waltz of which a beat lasts 0.6 s, 480 ticks; its first beat is at second 10. */
const WALTZ: Grid = { beatsPerMinute: 100, metre: { beats: 3, beatUnit: 4 } };
const START = 10;
const BEAT = 0.6;

const on = (seconds: number, pitch: number, velocity = 77): TimedKeyMessage => ({
  kind: 'noteOn',
  seconds,
  pitch,
  velocity,
});
const off = (seconds: number, pitch: number): TimedKeyMessage => ({
  kind: 'noteOff',
  seconds,
  pitch,
});
const pedal = (seconds: number, value: number): TimedKeyMessage => ({
  kind: 'pedal',
  seconds,
  value,
});
const panic = (seconds: number): TimedKeyMessage => ({ kind: 'releaseAll', seconds });

/** The notes that our own reader finds in the file, as [pitch, start, end, velocity]. */
function recorded(messages: readonly TimedKeyMessage[], { grid = WALTZ as Grid | null } = {}) {
  const take = midiTake(messages, {
    name: 'Take 1',
    grid: grid ?? undefined,
    startSeconds: START,
    stopSeconds: START + 12,
  });
  if (take === undefined) return undefined;
  const { performance, skipped } = readRecording(writeTake(take), 'take-1.mid');
  expect(skipped).toEqual([]);
  // The page shows and plays what the file holds.
  expect(performance.notes).toEqual(take.notes);
  return performance.notes.map((note) => [
    note.pitch,
    note.startTicks,
    note.startTicks + note.durationTicks,
    note.velocity,
  ]);
}

describe('a take to the metronome', () => {
  it.each<[string, TimedKeyMessage[], number[][]]>([
    [
      'has its first beat where the count-in ends',
      [on(START + 1.5 * BEAT, 64, 31), off(START + 2 * BEAT, 64)],
      [[64, 720, 960, 31]],
    ],
    [
      'takes a note of the last 60 ms before it onto the beat, as long as it was held',
      [on(START - 0.055, 64), off(START + 0.245, 64), on(START + BEAT, 65), off(START + 1, 65)],
      [
        [64, 0, 240, 77],
        [65, 480, 800, 77],
      ],
    ],
    [
      'also one that is let go before the beat',
      [on(START - 0.05, 64), off(START - 0.0125, 64), on(START + 1, 60), off(START + 2, 60)],
      [
        [64, 0, 30, 77],
        [60, 800, 1600, 77],
      ],
    ],
    [
      'leaves out what was tried during the count-in, though it is let go later',
      [
        on(START - 0.065, 64),
        on(START - 1, 50),
        off(START + 0.3, 64),
        on(START + 1, 60),
        off(START + 2, 60),
      ],
      [[60, 800, 1600, 77]],
    ],
    [
      'holds what the pedal holds',
      [on(START, 64), pedal(START + 0.1, 127), off(START + 0.3, 64), pedal(START + 1.2, 0)],
      [[64, 0, 960, 77]],
    ],
    [
      'knows that the pedal was down before it began',
      [
        pedal(START - 2, 90),
        pedal(START - 1.5, 0),
        pedal(START - 1, 90),
        on(START + 0.3, 64),
        off(START + 0.6, 64),
        pedal(START + 1.5, 63),
      ],
      [[64, 240, 1200, 77]],
    ],
    ['lets go at the stop of what is down', [on(START + 1.2, 64)], [[64, 960, 9600, 77]]],
    [
      'lets go at the stop of what the pedal holds',
      [on(START, 64), pedal(START + 0.1, 127), off(START + 0.3, 64)],
      [[64, 0, 9600, 77]],
    ],
    [
      'lets go of all keys where a keyboard is unplugged',
      [on(START, 64), on(START + 0.3, 67), panic(START + 0.6), off(START + 3, 64)],
      [
        [64, 0, 480, 77],
        [67, 240, 480, 77],
      ],
    ],
    [
      'lets go of a key that a second keyboard strikes as well',
      [on(START, 64), on(START + 0.3, 64, 20), off(START + 0.6, 64), off(START + 0.9, 64)],
      [
        [64, 0, 240, 77],
        [64, 240, 480, 20],
      ],
    ],
    [
      'leaves out what comes after the stop',
      [on(START, 64), off(START + 0.3, 64), on(START + 12.01, 60), off(START + 13, 60)],
      [[64, 0, 240, 77]],
    ],
  ])('%s', (_, messages, notes) => {
    expect(recorded(messages)).toEqual(notes);
  });

  it.each<[string, Grid, number]>([
    ['3/4', WALTZ, 100],
    // Two dotted quarters a bar, 60 of them a minute.
    ['6/8', { beatsPerMinute: 60, metre: { beats: 6, beatUnit: 8 } }, 90],
    ['2/2', { beatsPerMinute: 60, metre: { beats: 2, beatUnit: 2 } }, 120],
  ])('has tempo and metre in its file: %s', (_, grid, tempoBpm) => {
    const take = midiTake([on(START + 5, 64), off(START + 5.1, 64)], {
      name: 'x',
      grid,
      startSeconds: START,
      stopSeconds: START + 20,
    });
    const [conductor = []] = parseMidi(writeTake(take as never)).tracks;
    expect(conductor).toContainEqual(
      expect.objectContaining({
        microsecondsPerBeat: Math.round(6e7 / tempoBpm),
      }),
    );
    expect(conductor).toContainEqual(
      expect.objectContaining({
        numerator: grid.metre.beats,
        denominator: grid.metre.beatUnit,
      }),
    );
  });

  it('is as many whole bars long as it has notes in', () => {
    const take = midiTake([on(START, 64), off(START + 4 * BEAT, 64)], {
      name: 'x',
      grid: WALTZ,
      startSeconds: START,
      stopSeconds: START + 30,
    });
    expect(take?.lengthTicks).toBe(2 * 1440);
    expect(take?.seconds).toBeCloseTo(4 * BEAT);
  });

  it('is none where nothing was struck', () => {
    expect(recorded([pedal(START + 1, 127), off(START + 2, 60)])).toBeUndefined();
    expect(recorded([on(START - 1, 60), off(START + 1, 60)])).toBeUndefined();
  });
});

describe('a free take', () => {
  it('begins with its first note, a tick for each 1/960 of a second', () => {
    const messages = [on(START + 3.21, 64, 9), off(START + 3.71, 64), on(START + 4.21, 60, 127)];
    expect(recorded([...messages, off(START + 5.21, 60)], { grid: null })).toEqual([
      [64, 0, 480, 9],
      [60, 960, 1920, 127],
    ]);
  });

  it('takes along the pedal that was down before its first note', () => {
    const messages = [pedal(START + 1, 70), on(START + 2, 64), off(START + 2.1, 64)];
    expect(recorded([...messages, pedal(START + 3, 0)], { grid: null })).toEqual([
      [64, 0, 960, 77],
    ]);
  });

  it('says 120 quarters a minute and 4/4', () => {
    const take = midiTake([on(START, 64), off(START + 1, 64)], {
      name: 'x',
      grid: undefined,
      startSeconds: START,
      stopSeconds: START + 2,
    });
    expect(take).toMatchObject({ tempoBpm: 120, timeSignature: { beats: 4, beatUnit: 4 } });
  });
});

it.each([
  [[0x93, 60, 12], { kind: 'noteOn', pitch: 60, velocity: 12 }],
  [[0x9f, 60, 0], { kind: 'noteOff', pitch: 60 }],
  [[0x81, 60, 33], { kind: 'noteOff', pitch: 60 }],
  [[0xb2, 64, 63], { kind: 'pedal', value: 63 }],
  [[0xb0, 123, 0], { kind: 'releaseAll' }],
  [[0xb0, 1, 40], undefined],
  [[0xe0, 0, 64], undefined],
  [[0xf8], undefined],
  [[0xfe], undefined],
  [[0xf0, 0x7e, 0xf7], undefined],
  [[0x90, 60], undefined],
])('understands the bytes %j', (bytes, message) => {
  expect(keyMessage(Uint8Array.from(bytes))).toEqual(message);
});
