import { describe, expect, it } from 'vitest';
import {
  buildDictionary,
  eventsToSymbols,
  symbolsToEvent,
} from '../../src/autoencoder/eventDictionary.js';
import { eventsToNotes, performanceToEvents, STEP_TICKS } from '../../src/autoencoder/events.js';
import { eventsToWindows } from '../../src/autoencoder/windows.js';
import type { Note } from '../../src/music/note.js';
import type { Performance } from '../../src/music/phrase.js';
import { makePerformance } from './performances.js';

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
  timeSignature: { beats: 4, beatUnit: 4 },
});

describe('performanceToEvents', () => {
  it.each([
    [
      'notes struck together are one chord',
      [note(60, 0), note(64, 7), note(67, 13)],
      [[60, 64, 67]],
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

  it('keeps the grid position and what was played around it apart', () => {
    const [event] = performanceToEvents(performance([note(61, 7 * STEP_TICKS - 11, 333, 77)]));
    expect(event).toEqual({
      pitches: [61],
      step: 7,
      nudgeTicks: -11,
      durationTicks: 333,
      velocity: 77,
    });
  });

  it('comes back as the same notes', () => {
    const notes = [note(60, 33, 501, 71), note(72, 247, 99, 13), note(48, 1111, 40, 126)];
    expect(eventsToNotes(performanceToEvents(performance(notes)))).toEqual(notes);
  });
});

describe('the event dictionary', () => {
  const events = performanceToEvents(makePerformance('dictionary'));
  const barSteps = 48;
  const dictionary = buildDictionary([events], barSteps);

  it('holds every chord and distance of its recordings, so that they come back right', () => {
    const decoded = eventsToSymbols(events, { dictionary, barSteps }).map((row) =>
      symbolsToEvent(row, dictionary),
    );
    expect(decoded.map((event) => event.pitches)).toEqual(events.map((event) => event.pitches));
    expect(decoded.slice(0, -1).map((event) => event.distance)).toEqual(
      events.slice(1).map((event, i) => event.step - (events[i]?.step ?? 0)),
    );
  });

  it('takes an unknown chord for the one that shares most pitches', () => {
    const unknown = { ...events[0], pitches: [48, 55, 65], step: 0 } as (typeof events)[number];
    const [symbols] = eventsToSymbols([unknown], { dictionary, barSteps });
    expect(dictionary.chord[symbols?.[0] ?? -1]).toEqual([48, 55, 64]);
  });
});

describe('eventsToWindows', () => {
  const events = performanceToEvents(makePerformance('windows', { events: 20 }));
  const options = {
    dictionary: buildDictionary([events], 48),
    size: 16,
    timeSignature: { beats: 4, beatUnit: 4 },
  };

  it('starts a window at each event that has enough after it', () => {
    const windows = eventsToWindows(events, options);
    expect(windows).toHaveLength(5);
    const places = windows.map((window) => options.dictionary.place[window[0]?.at(-1) as number]);
    expect(places).toEqual(events.slice(0, 5).map((event) => event.step % 48));
  });

  it('repeats a recording that is shorter than a window', () => {
    const [window, ...others] = eventsToWindows(events.slice(0, 3), options);
    expect(others).toEqual([]);
    expect(window?.[3]).toEqual(window?.[0]);
    expect(window).toHaveLength(16);
  });
});
