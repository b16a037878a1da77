import { describe, expect, it } from 'vitest';
import {
  eventsToNotes,
  performanceToEvents,
  STEP_TICKS,
  stepsPerBar,
} from '../../src/events/events.js';
import type { Note } from '../../src/music/note.js';
import type { Performance } from '../../src/music/phrase.js';
import { steadyTempo } from '../../src/music/tempo.js';

const note = (pitch: number, startTicks: number, durationTicks = 100, velocity = 64): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity,
});
const performance = (notes: readonly Note[]): Performance => ({
  name: 'made.mid',
  notes,
  lengthTicks: 5000,
  tempoBpm: 120,
  tempoChanges: steadyTempo(120),
  isFree: false,
  timeSignature: { beats: 4, beatUnit: 4 },
});

it.each([
  [4, 4, 48],
  [3, 4, 36],
  [6, 8, 36],
])('a bar of %d/%d has %d steps of the grid', (beats, beatUnit, steps) => {
  expect(stepsPerBar({ beats, beatUnit })).toBe(steps);
});

describe('performanceToEvents', () => {
  it.each([
    [
      'notes struck together are one chord',
      [note(60, 0), note(64, 7), note(67, 13)],
      [[60, 64, 67]],
    ],
    ['notes 34 ms apart are one chord', [note(60, 0), note(64, 33)], [[60, 64]]],
    ['notes 36 ms apart are two events', [note(60, 0), note(64, 35)], [[60], [64]]],
    [
      'a chord is measured from its first note, not from note to note',
      [note(60, 0), note(64, 30), note(67, 60)],
      [[60, 64], [67]],
    ],
    ['notes a sixteenth apart are two events', [note(60, 0), note(64, 120)], [[60], [64]]],
    [
      'a pitch that two hands double is there once',
      [note(60, 0), note(60, 9), note(67, 9)],
      [[60, 67]],
    ],
    ['a repeated pitch is two events', [note(60, 0), note(60, 70)], [[60], [60]]],
    ['the order of the notes does not matter', [note(67, 480), note(60, 0)], [[60], [67]]],
  ])('%s', (_, notes, pitches) => {
    expect(performanceToEvents(performance(notes)).map((event) => event.pitches)).toEqual(pitches);
  });

  it('tells chords by seconds of the local tempo, and counts positions in beats', () => {
    // 30 ticks are 31 ms at 120, and 63 ms at 60.
    const notes = [note(60, 0), note(64, 30), note(62, 960), note(65, 990)];
    const bending = {
      ...performance(notes),
      tempoChanges: [
        { ticks: 0, tempoBpm: 120 },
        { ticks: 480, tempoBpm: 60 },
      ],
    };
    const events = performanceToEvents(bending);
    expect(events.map(({ pitches, step }) => [pitches, step])).toEqual([
      [[60, 64], 0],
      [[62], 24],
      [[65], 25],
    ]);
  });

  it('keeps the grid position and what was played around it apart', () => {
    const [event] = performanceToEvents(performance([note(61, 7 * STEP_TICKS - 11, 333, 77)]));
    expect(event).toEqual({
      pitches: [61],
      step: 7,
      microtimingTicks: -11,
      durationTicks: 333,
      velocity: 77,
      noteVelocity: [0],
      noteDuration: [1],
    });
  });

  it('tells the notes of a chord beside its mean velocity and its median duration', () => {
    const chord = [note(67, 0, 800, 71), note(60, 5, 100, 40), note(64, 9, 200, 51)];
    const [event] = performanceToEvents(performance(chord));
    expect(event).toMatchObject({
      pitches: [60, 64, 67],
      durationTicks: 200,
      velocity: 54,
      noteVelocity: [-14, -3, 17],
      noteDuration: [0.5, 1, 4],
    });
  });

  it('takes the duration in the middle, and the nearest velocity, whichever note has them', () => {
    const chord = [800, 100, 300, 150, 200].map((ticks, i) => note(60 + i, 0, ticks, i ? 51 : 50));
    const [event] = performanceToEvents(performance(chord));
    expect(event).toMatchObject({ durationTicks: 200, velocity: 51 });
  });

  it('comes back as the same notes', () => {
    const notes = [note(60, 33, 501, 71), note(72, 247, 99, 13), note(48, 1111, 40, 126)];
    const chord = [note(43, 2000, 700, 31), note(62, 2000, 233, 44), note(71, 2000, 90, 97)];
    notes.push(...chord);
    expect(eventsToNotes(performanceToEvents(performance(notes)))).toEqual(notes);
  });
});

describe('eventsToNotes', () => {
  const event = {
    pitches: [60, 64],
    step: 3,
    microtimingTicks: 0,
    durationTicks: 100,
    velocity: 90,
  };

  it.each([
    ['alike where nothing tells them apart', {}, [120, 100, 90], [120, 100, 90]],
    [
      'louder and softer, within what MIDI has',
      { noteVelocity: [-126, 126] },
      [120, 100, 1],
      [120, 100, 127],
    ],
    [
      'longer and shorter, a tick at least',
      { noteDuration: [0.001, 2.5] },
      [120, 1, 90],
      [120, 250, 90],
    ],
    [
      'as long as the nearest tick',
      { noteDuration: [0.996, 0.994] },
      [120, 100, 90],
      [120, 99, 90],
    ],
    ['not before the beginning', { step: 0, microtimingTicks: -20 }, [0, 100, 90], [0, 100, 90]],
  ])('plays the notes of a chord %s', (_, change, ...expected) => {
    const notes = eventsToNotes([{ ...event, ...change }]);
    const played = notes.map((each) => [each.startTicks, each.durationTicks, each.velocity]);
    expect(played).toEqual(expected);
  });
});
