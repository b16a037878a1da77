import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../src/math/random.js';
import type { PlayingEvent } from '../../src/recordings/midiEvents.js';
import { type SoundingNote, soundingNotes } from '../../src/recordings/soundingNotes.js';
import { END, events, heard } from './playingScript.js';

describe('pairNotes', () => {
  it.each([
    ['a grace note', '5 off 60, 5 on 60, 20 on 60, 30 off 60', ['60@5–5', '60@20–30']],
    [
      'a grace note of the pitch that ends there',
      '0 on 60, 5 off 60, 5 off 60, 5 on 60, 20 on 60, 30 off 60',
      ['60@0–5', '60@5–5', '60@20–30'],
    ],
    [
      'a grace note of the pitch that ends and begins there',
      '0 on 60, 5 off 60, 5 off 60, 5 on 60, 5 on 60, 30 off 60',
      ['60@0–5', '60@5–5', '60@5–30'],
    ],
    [
      'two grace notes of one pitch before a note of it',
      '5 off 60, 5 off 60, 5 on 60, 5 on 60, 5 on 60, 30 off 60',
      ['60@5–5', '60@5–5', '60@5–30'],
    ],
    [
      'three grace notes in a row and nothing after them',
      '5 off 60, 5 on 60, 5 on 72, 20 off 60, 20 on 60, 30 off 60, 30 on 60, 40 off 72',
      ['60@5–5', '72@5–40', '60@20–20', '60@30–30'],
    ],
    [
      'keys that are struck behind a note-off each time, and let go of all together, as notes',
      '0 off 60, 0 on 60, 10 off 60, 10 on 60, 10 off 64, 10 on 64, 20 off 60, 20 on 60, 30 releaseAll',
      ['60@0–10', '60@10–20', '64@10–30', '60@20–30'],
    ],
    [
      'grace notes among others of their tick',
      '5 off 60, 5 off 62, 5 on 64, 5 on 62, 5 on 60, 9 off 64, 20 on 62, 30 off 62',
      ['62@5–5', '60@5–5', '64@5–9', '62@20–30'],
    ],
    [
      'a note-off of another channel or track as no part of a grace note',
      '5 off 60 channel 2, 5 off 60 track 2, 5 on 60, 20 on 60 channel 2, 30 off 60 channel 2',
      ['60@5–9000', '60@20–30'],
    ],
    [
      'a note-off that stands a tick before a note-on as no part of it',
      '4 off 60, 5 on 60',
      ['60@5–9000'],
    ],
    [
      'a grace note while the pitch is held as the end of what is held',
      '0 on 60, 5 off 60, 5 on 60, 30 off 60',
      ['60@0–5', '60@5–30'],
    ],
    [
      'a grace note under the pedal, which holds it',
      '0 down, 5 off 60, 5 on 60, 20 on 60, 30 off 60, 70 up',
      ['60@5–20', '60@20–70'],
    ],
    [
      'a grace note after all keys were lifted',
      '0 on 60, 3 releaseAll, 5 off 60, 5 on 60, 20 on 60, 30 off 60',
      ['60@0–3', '60@5–5', '60@20–30'],
    ],
    [
      'a grace note after a note struck and let go at one tick',
      '0 on 60, 0 off 60, 5 off 60, 5 on 60, 20 on 60, 30 off 60',
      ['60@0–0', '60@5–5', '60@20–30'],
    ],
    ['a note-off before every note-on', '5 off 60, 5 on 60, 30 off 60', ['60@5–30']],
    [
      'a note-off before every note-on, which also ends the note before',
      '5 off 60, 5 on 60, 20 off 60, 20 on 60, 30 off 60, 30 on 60, 40 off 60',
      ['60@5–20', '60@20–30', '60@30–40'],
    ],
    [
      'a file that begins within a repeated note, with a grace note at its end',
      '0 off 60, 0 on 60, 5 off 60, 5 off 60, 5 on 60, 20 on 60, 30 off 60',
      ['60@0–5', '60@5–5', '60@20–30'],
    ],
  ])('reads %s', (_, script, expected) => {
    expect(heard(script)).toEqual(expected);
  });

  it.each([
    [
      'without any note-off',
      '0 on 60, 5 on 62, 9 on 60, 30 on 60',
      ['60@0–9', '62@5–9000', '60@9–30', '60@30–9000'],
      { unreleased: 2, restruck: 2 },
    ],
    [
      'where one is missing',
      '0 on 60, 9 on 60, 12 off 60, 20 on 60, 25 off 60',
      ['60@0–9', '60@9–12', '60@20–25'],
      { unreleased: 0, restruck: 1 },
    ],
    [
      'where two are missing, with an overlap between them',
      '0 on 60, 9 on 60, 12 off 60, 20 on 60, 30 on 60, 31 off 60, 40 off 60, 50 on 60, 60 on 60, 65 off 60',
      ['60@0–9', '60@9–12', '60@20–31', '60@30–40', '60@50–60', '60@60–65'],
      { unreleased: 0, restruck: 2 },
    ],
    [
      'behind an overlap that has both',
      '0 on 60, 9 on 60, 10 off 60, 20 off 60, 30 on 60',
      ['60@0–10', '60@9–20', '60@30–9000'],
      { unreleased: 1, restruck: 0 },
    ],
    [
      'at the end of repeated notes, each new stroke before the note-off',
      '0 on 60, 9 on 60, 9 off 60, 20 on 60, 20 off 60',
      ['60@0–9', '60@9–20', '60@20–9000'],
      { unreleased: 1, restruck: 0 },
    ],
    [
      'of one of two notes struck at once',
      '0 on 60, 0 on 60, 9 off 60',
      ['60@0–0', '60@0–9'],
      { unreleased: 0, restruck: 1 },
    ],
    [
      'of one of two notes struck where another ends',
      '0 on 60, 9 off 60, 9 on 60, 9 on 60, 20 off 60',
      ['60@0–9', '60@9–9', '60@9–20'],
      { unreleased: 0, restruck: 1 },
    ],
    [
      'where two notes that have theirs are struck at once',
      '0 on 60, 9 on 60, 9 on 60, 12 off 60, 20 off 60',
      ['60@0–9', '60@9–12', '60@9–20'],
      { unreleased: 0, restruck: 1 },
    ],
    [
      'before a grace note',
      '0 on 60, 9 on 60, 12 off 60, 20 off 60, 20 on 60, 30 on 60, 40 off 60',
      ['60@0–9', '60@9–12', '60@20–20', '60@30–40'],
      { unreleased: 0, restruck: 1 },
    ],
    [
      'where all keys are lifted instead',
      '0 on 60, 9 on 60, 20 releaseAll, 30 on 60, 40 off 60',
      ['60@0–9', '60@9–20', '60@30–40'],
      { unreleased: 0, restruck: 1 },
    ],
    [
      'on one channel and track, where others have theirs',
      '0 on 60, 1 on 60 channel 2, 2 on 60 track 2, 9 on 60, 12 off 60, 30 off 60 channel 2, 40 off 60 track 2',
      ['60@0–9', '60@1–30', '60@2–40', '60@9–12'],
      { unreleased: 0, restruck: 1 },
    ],
    [
      'under the pedal, which holds what is released',
      '0 down, 5 on 60, 9 on 60, 12 off 60, 70 up',
      ['60@5–9', '60@9–70'],
      { unreleased: 0, restruck: 1, undamped: 0 },
    ],
  ])('ends notes %s', (_, script, expected, counts) => {
    expect(heard(script)).toEqual(expected);
    expect(soundingNotes(events(script), END)).toMatchObject(counts);
  });

  it('reads random notes with grace notes as music21 writes them', () => {
    for (let seed = 0; seed < 60; seed++) {
      const truth = randomNotes(seededRandom(`grace notes ${seed}`), { graces: 0.3, missing: 0 });
      const { notes, unreleased, restruck } = soundingNotes(asWritten(truth), END);
      expect(sorted(notes)).toEqual(sorted(truth));
      expect([unreleased, restruck]).toEqual([0, 0]);
    }
  });

  it('lets no missing note-off change another note', () => {
    for (let seed = 0; seed < 60; seed++) {
      const truth = randomNotes(seededRandom(`missing ${seed}`), { graces: 0, missing: 0.2 });
      const { notes, unreleased, restruck } = soundingNotes(asWritten(truth), END);
      expect(sorted(notes)).toEqual(sorted(truth));
      expect(unreleased + restruck).toBe(truth.filter(({ isMissing }) => isMissing).length);
    }
  });
});

interface TrueNote extends SoundingNote {
  readonly track: number;
  /** Whether its note-off is not written; it ends with the next note of its key, or with the file. */
  readonly isMissing: boolean;
  readonly isGrace: boolean;
}

/** Notes of two tracks, of three pitches each, no two of a key at once; grace notes where no other note of the key is held. */
function randomNotes(
  random: Random,
  { graces, missing }: { graces: number; missing: number },
): TrueNote[] {
  return [1, 2].flatMap((track) => [60, 61, 62].flatMap((pitch) => notesOfKey({ track, pitch })));

  function notesOfKey(key: { track: number; pitch: number }): TrueNote[] {
    const notes: TrueNote[] = [];
    for (let ticks = 0; ticks < 200; ) {
      const isGrace = random() < graces;
      const endTicks = ticks + (isGrace ? 0 : 1 + Math.floor(random() * 10));
      const note = { ...key, velocity: 50, startTicks: ticks, isGrace };
      notes.push({ ...note, endTicks, isMissing: random() < missing });
      ticks = endTicks + Math.floor(random() * 3) * 4;
    }
    return notes.map((note, at) =>
      note.isMissing ? { ...note, endTicks: notes[at + 1]?.startTicks ?? END } : note,
    );
  }
}

/** At each tick the note-offs first, those of grace notes after the others. */
function asWritten(notes: readonly TrueNote[]): PlayingEvent[] {
  return notes
    .flatMap((note) => {
      const { track, pitch, velocity, startTicks, endTicks, isGrace, isMissing } = note;
      const place = { midiChannel: 0, track, pitch };
      const on: PlayingEvent = { kind: 'noteOn', ...place, ticks: startTicks, velocity };
      const off: PlayingEvent = { kind: 'noteOff', ...place, ticks: endTicks };
      const struck = { event: on, order: isGrace ? 2 : 3 };
      return isMissing ? [struck] : [struck, { event: off, order: isGrace ? 1 : 0 }];
    })
    .sort((a, b) => a.event.ticks - b.event.ticks || a.order - b.order)
    .map(({ event }) => event);
}

function sorted(notes: readonly SoundingNote[]): string[] {
  return notes
    .map(({ pitch, startTicks, endTicks }) => `${pitch}@${startTicks}–${endTicks}`)
    .sort();
}
