import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../src/math/random.js';
import type { PlayingEvent } from '../../src/recordings/midiEvents.js';
import { soundingNotes } from '../../src/recordings/soundingNotes.js';
import { END, events, heard } from './playingScript.js';

describe('soundingNotes', () => {
  it.each([
    ['a plain note', '5 on 60, 95 off 60', ['60@5–95']],
    ['a note struck and let go at one tick', '5 on 60, 5 off 60', ['60@5–5']],
    [
      'a key repeated at the tick it is let go',
      '0 on 60, 9 off 60, 9 on 60, 20 off 60',
      ['60@0–9', '60@9–20'],
    ],
    [
      'the same with the new stroke first',
      '0 on 60, 9 on 60, 9 off 60, 20 off 60',
      ['60@0–9', '60@9–20'],
    ],
    [
      'overlapping notes of one pitch, first in first out',
      '0 on 60, 5 on 60, 7 off 60, 30 off 60',
      ['60@0–7', '60@5–30'],
    ],
    ['a note-off that belongs to no note', '0 off 60, 5 on 60, 9 off 60, 12 off 60', ['60@5–9']],
    [
      'the same pitch on two channels',
      '0 on 60, 0 on 60 channel 2, 5 off 60 channel 2, 9 off 60',
      ['60@0–5', '60@0–9'],
    ],
    [
      'tracks that share a channel',
      '0 on 60, 3 on 60 track 2, 5 off 60 track 2, 9 off 60',
      ['60@0–9', '60@3–5'],
    ],
  ])('pairs %s', (_, script, expected) => {
    expect(heard(script)).toEqual(expected);
  });

  it.each([
    ['until it lifts', '0 down, 5 on 60, 9 off 60, 70 up', ['60@5–70']],
    ['when it comes down after the stroke', '5 on 60, 7 down, 9 off 60, 70 up', ['60@5–70']],
    ['not when it comes down after the key is up', '5 on 60, 9 off 60, 9 down, 70 up', ['60@5–9']],
    ['not when it lifts before the key', '0 down, 5 on 60, 9 up, 70 off 60', ['60@5–70']],
    [
      'until the pitch is struck again',
      '0 down, 5 on 60, 9 off 60, 20 on 60, 22 off 60, 70 up',
      ['60@5–20', '60@20–70'],
    ],
    [
      'until the pitch is struck again on another track',
      '0 down, 5 on 60, 9 off 60, 20 on 60 track 2, 22 off 60 track 2, 70 up',
      ['60@5–20', '60@20–70'],
    ],
    [
      'not by a stroke of another pitch',
      '0 down, 5 on 60, 9 off 60, 20 on 61, 22 off 61, 70 up',
      ['60@5–70', '61@20–70'],
    ],
    [
      'not beyond its key when its pitch was struck meanwhile',
      '0 down, 5 on 60, 7 on 60, 9 off 60, 20 off 60, 70 up',
      ['60@5–9', '60@7–70'],
    ],
    ['on its own channel only', '0 down channel 1, 5 on 60, 9 off 60, 70 up channel 1', ['60@5–9']],
    [
      'again after a quick change',
      '0 down, 5 on 60, 9 off 60, 20 up, 20 down, 30 on 62, 31 off 62, 90 up',
      ['60@5–20', '62@30–90'],
    ],
    ['when two messages say down', '0 down, 5 on 60, 9 off 60, 20 down, 70 up', ['60@5–70']],
    ['to the end when it never lifts', '0 down, 5 on 60, 9 off 60', ['60@5–9000']],
  ])('lets the pedal hold a note %s', (_, script, expected) => {
    expect(heard(script)).toEqual(expected);
  });

  it.each([
    [
      'all notes off lifts every key',
      '0 on 60, 1 on 64, 9 releaseAll, 20 off 60',
      ['60@0–9', '64@1–9'],
    ],
    [
      'all notes off leaves the pedal its notes',
      '0 down, 1 on 64, 9 releaseAll, 20 up',
      ['64@1–20'],
    ],
    [
      'all sound off ends keys and pedal notes',
      '0 down, 1 on 64, 2 off 64, 3 on 65, 9 silence, 20 up',
      ['64@1–9', '65@3–9'],
    ],
    [
      'neither reaches another channel',
      '0 on 60, 9 silence channel 4, 9 releaseAll channel 5, 20 off 60',
      ['60@0–20'],
    ],
  ])('obeys channel mode messages: %s', (_, script, expected) => {
    expect(heard(script)).toEqual(expected);
  });

  it('keeps the velocity of each of several overlapping notes', () => {
    const { notes } = soundingNotes(events('0 on 60, 5 on 60, 7 off 60, 30 off 60'), END);
    expect(notes.map((note) => [note.startTicks, note.velocity])).toEqual([
      [0, 40],
      [5, 45],
    ]);
  });

  it('counts what the end of the file cut off', () => {
    expect(soundingNotes(events('0 on 60, 3 on 60, 4 on 61 channel 2'), END)).toMatchObject({
      unreleased: 2,
      restruck: 1,
      undamped: 0,
    });
    expect(soundingNotes(events('0 down, 0 on 60, 3 off 60, 5 on 62'), END)).toMatchObject({
      unreleased: 1,
      undamped: 1,
    });
  });

  it('agrees with the rule read note by note, on random playing', () => {
    for (let seed = 0; seed < 60; seed++) {
      const playing = randomPlaying(seededRandom(`playing ${seed}`));
      const byRule = playing.flatMap((event, index) =>
        event.kind === 'noteOn' ? [[event.ticks, event.pitch, endByRule(playing, index)]] : [],
      );
      const { notes } = soundingNotes(playing, END);
      const found = notes.map((note) => [note.startTicks, note.pitch, note.endTicks]);
      expect(found.map(String).sort()).toEqual(byRule.map(String).sort());
    }
  });

  it('pairs a hundred thousand strokes of one key before the first release', () => {
    const many = 100_000;
    const strokes: PlayingEvent[] = Array.from({ length: 2 * many }, (_, ticks) =>
      ticks < many
        ? { kind: 'noteOn', ticks, track: 1, midiChannel: 0, pitch: 60, velocity: 50 }
        : { kind: 'noteOff', ticks, track: 1, midiChannel: 0, pitch: 60 },
    );
    const { notes } = soundingNotes(strokes, 2 * many);
    expect(notes).toHaveLength(many);
    expect(notes.every((note) => note.endTicks - note.startTicks === many)).toBe(true);
  });
});

/** Two tracks on two channels, three keys and a busy pedal; no note-off without its note. */
function randomPlaying(random: Random): PlayingEvent[] {
  const held: Extract<PlayingEvent, { kind: 'noteOn' }>[] = [];
  const below = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: 80 }, (_, ticks): PlayingEvent => {
    const place = { ticks, track: below(2), midiChannel: below(2) };
    const draw = random();
    if (draw < 0.25) return { kind: 'sustain', ...place, isDown: random() < 0.6 };
    const released = draw < 0.6 ? held.splice(below(held.length), 1)[0] : undefined;
    if (released) return { ...released, kind: 'noteOff', ticks };
    const struck = { kind: 'noteOn', ...place, pitch: 60 + below(3), velocity: 50 } as const;
    held.push(struck);
    return struck;
  });
}

/** The docstring's rule, looking backward and forward through the events for one note alone. */
function endByRule(playing: readonly PlayingEvent[], struckIndex: number): number {
  const struck = playing[struckIndex] as Extract<PlayingEvent, { kind: 'noteOn' }>;
  const isOfKey = (event: PlayingEvent) =>
    'pitch' in event &&
    event.pitch === struck.pitch &&
    event.midiChannel === struck.midiChannel &&
    event.track === struck.track;
  const ofKey = playing.flatMap((event, index) =>
    (event.kind === 'noteOn' || event.kind === 'noteOff') && isOfKey(event) ? [index] : [],
  );
  const isOn = (index: number) => playing[index]?.kind === 'noteOn';
  const afterStroke = ofKey.slice(ofKey.indexOf(struckIndex) + 1);
  const nextStroke = afterStroke.find(isOn) ?? playing.length;
  // First in, first out, but a stroke ends the oldest note where the key's notes would never all be released.
  const open: number[] = [];
  let releasedIndex: number | undefined;
  for (const [at, index] of ofKey.entries()) {
    if (!isOn(index)) {
      const released = open.shift();
      if (released === struckIndex) releasedIndex = index;
      continue;
    }
    const later = ofKey.slice(at);
    const isReleased = later.some((_, until) => {
      const ons = later.slice(0, until + 1).filter(isOn).length;
      return open.length + ons - (until + 1 - ons) === 0;
    });
    const restruck = isReleased ? undefined : open.shift();
    if (restruck === struckIndex) return playing[index]?.ticks ?? END;
    open.push(index);
  }
  if (releasedIndex === undefined) return END;

  const releasedTicks = playing[releasedIndex]?.ticks ?? END;
  const pedal = playing
    .slice(0, releasedIndex)
    .findLast((event) => event.kind === 'sustain' && event.midiChannel === struck.midiChannel);
  const isPedalDown = pedal?.kind === 'sustain' && pedal.isDown;
  if (nextStroke < releasedIndex || !isPedalDown) return releasedTicks;

  const stop = playing.slice(releasedIndex).find((event) => {
    if (event.midiChannel !== struck.midiChannel) return false;
    if (event.kind === 'sustain') return !event.isDown;
    return event.kind === 'noteOn' && event.pitch === struck.pitch;
  });
  return stop?.ticks ?? END;
}
