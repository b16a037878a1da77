import { describe, expect, it } from 'vitest';
import { buildVocabulary } from '../../src/events/buildVocabulary.js';
import { toSymbols, UNKNOWN } from '../../src/events/eventSymbols.js';
import { performanceToEvents } from '../../src/events/events.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import { EVENT_FIELDS } from '../../src/events/vocabulary.js';
import type { Performance } from '../../src/music/phrase.js';
import { makePerformance } from '../autoencoder/performances.js';
import { type Struck, takeOf } from './takes.js';

/** Symbols of one performance in the vocabulary of another. */
async function symbolsOf(performance: Performance, options: Options = {}) {
  const { learned = performance, ...how } = options;
  const vocabulary = buildVocabulary(await gatherEvents([learned]));
  return { vocabulary, ...toSymbols(await gatherEvents([performance]), { vocabulary, ...how }) };
}
type Options = { learned?: Performance; fewest?: number; exact?: boolean };

const learned = takeOf([
  { pitches: [48, 55], velocity: [40, 60], durationTicks: [100, 400] },
  { pitches: [60], after: 6 },
  { pitches: [64], after: 12 },
  { pitches: [48, 55], after: 6, velocity: [40, 60], durationTicks: [100, 400] },
]);

describe('toSymbols', () => {
  it.each([false, true])('brings events back as they were played (exact: %s)', async (exact) => {
    const performance = makePerformance('learned');
    const { vocabulary, ...symbols } = await symbolsOf(performance, { exact });
    const events = performanceToEvents(performance);
    const valuesOf = (field: 'interOnset' | 'metricalPosition' | 'duration') =>
      Array.from(symbols[field], (symbol) => vocabulary[field][symbol]);
    const chords = Array.from(symbols.chord, (place) =>
      Array.from(symbols.chords[place] as Int16Array, (symbol) => vocabulary.pitch[symbol]),
    );
    expect(chords).toEqual(events.map(({ pitches }) => pitches));
    expect(valuesOf('metricalPosition')).toEqual(events.map(({ step }) => step % 48));
    expect(valuesOf('duration')).toEqual(events.map(() => 211));
    expect(valuesOf('interOnset').slice(0, -1)).toEqual(
      events.slice(1).map(({ step }, i) => step - (events[i]?.step ?? 0)),
    );
  });

  it('takes the nearest learned value for what it does not know', async () => {
    const strange: Struck[] = [
      { pitches: [49, 61], velocity: 44, durationTicks: 350, microtimingTicks: 3 },
      { pitches: [99], after: 8 },
      { pitches: [60], after: 300 },
      { pitches: [60], after: 12 },
    ];
    const { vocabulary, ...symbols } = await symbolsOf(takeOf(strange), { learned });
    expect(vocabulary).toMatchObject({
      pitch: [48, 55, 60, 64],
      interOnset: [6, 12],
      metricalPosition: [0, 6, 18, 24],
      duration: [313, 400],
      velocity: [50, 71],
      microtiming: [0],
    });
    expect(symbols.chords.map((chord) => [...chord])).toEqual([[0, 2], [3], [2]]);
    expect([...symbols.interOnset]).toEqual([0, 1, 1, 1]);
    expect([...symbols.metricalPosition]).toEqual([0, 1, 2, 3]);
    expect([...symbols.velocity]).toEqual([0, 1, 1, 1]);
    expect([...symbols.duration]).toEqual([0, 0, 0, 0]);
  });

  it('takes no pitch, interval or position for another where it is asked to be exact', async () => {
    const strange = takeOf([{ pitches: [49, 60] }, { pitches: [64], after: 8 }, { pitches: [60] }]);
    const symbols = await symbolsOf(strange, { learned, exact: true });
    expect(symbols.chords.map((chord) => [...chord])).toEqual([[UNKNOWN, 2], [3], [2]]);
    expect([...symbols.interOnset]).toEqual([UNKNOWN, 1, 1]);
    expect([...symbols.metricalPosition]).toEqual([0, UNKNOWN, UNKNOWN]);
    for (const field of ['duration', 'velocity', 'microtiming'] as const) {
      expect(Math.min(...symbols[field]), field).toBeGreaterThanOrEqual(0);
    }
  });

  it('tells notes of chords beside their event, one symbol a pitch', async () => {
    const { vocabulary, ...symbols } = await symbolsOf(learned);
    expect([...symbols.firstNote]).toEqual([0, 2, 3, 4]);
    const valuesOf = (field: 'noteVelocity' | 'noteDuration', from: number) =>
      [...symbols[field].slice(from, from + 2)].map((symbol) => vocabulary[field][symbol]);
    for (const first of [0, 4]) {
      expect(valuesOf('noteVelocity', first)).toEqual([-10, 10]);
      expect(valuesOf('noteDuration', first)).toEqual([-8, 0]);
    }
    expect(symbols.noteVelocity).toHaveLength(6);
  });

  it('gives the last event the interval of the one before, and a lone one the longest', async () => {
    const [two, lone] = [
      takeOf([{ pitches: [60] }, { pitches: [60], after: 6 }]),
      takeOf([{ pitches: [60] }]),
    ];
    expect([...(await symbolsOf(two, { learned })).interOnset]).toEqual([0, 0]);
    expect([...(await symbolsOf(lone, { learned })).interOnset]).toEqual([1]);
  });

  it('repeats a recording that has fewer events than asked for', async () => {
    const { chords, firstNote, ...symbols } = await symbolsOf(learned, { fewest: 7 });
    expect([...symbols.chord]).toEqual([0, 1, 2, 0, 0, 1, 2]);
    expect([...firstNote]).toEqual([0, 2, 3, 4, 6, 8, 9]);
    for (const field of EVENT_FIELDS) {
      expect(symbols[field].slice(4), field).toEqual(symbols[field].slice(0, 3));
    }
  });

  it('lays recordings end to end', async () => {
    const [one, two] = [makePerformance('one', { events: 5 }), makePerformance('two')];
    const recorded = await gatherEvents([one, two]);
    const vocabulary = buildVocabulary(recorded);
    const both = toSymbols(recorded, { vocabulary });
    const alone = toSymbols(await gatherEvents([two]), { vocabulary });
    for (const field of EVENT_FIELDS) expect(both[field].slice(5), field).toEqual(alone[field]);
    expect(both.firstNote[5]).toBe(performanceToEvents(one).flatMap((e) => e.pitches).length);
  });
});
