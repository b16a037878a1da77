import { describe, expect, it } from 'vitest';
import { buildDictionary } from '../../src/events/buildVocabulary.js';
import { EVENT_FIELDS, symbolsToEvent } from '../../src/events/vocabulary.js';
import { toSymbols, UNKNOWN } from '../../src/events/eventSymbols.js';
import { performanceToEvents } from '../../src/events/events.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import type { Performance } from '../../src/music/phrase.js';
import { makePerformance } from '../autoencoder/performances.js';

const learned = makePerformance('learned');

/** Rows of symbols of one performance in the dictionary of another. */
async function rowsOf(performance: Performance, options = {}) {
  const dictionary = buildDictionary(await gatherEvents([learned]));
  const [symbols] = toSymbols(await gatherEvents([performance]), { dictionary, ...options });
  const fields = EVENT_FIELDS.length;
  const flat = Array.from(symbols as Int16Array);
  const rows = Array.from({ length: flat.length / fields }, (_, i) =>
    flat.slice(i * fields, (i + 1) * fields),
  );
  return { rows, dictionary };
}

/** The learned performance with a chord and a distance that it does not hold. */
const strange: Performance = {
  ...learned,
  notes: learned.notes.slice(0, 9).map((note) => ({
    ...note,
    pitch: note.pitch === 64 ? 65 : note.pitch,
    startTicks: note.startTicks * 3,
  })),
};

describe('toSymbols', () => {
  it.each([false, true])('brings chords and distances back (exact: %s)', async (exact) => {
    const { rows, dictionary } = await rowsOf(learned, { exact });
    const decoded = rows.map((row) => symbolsToEvent(row, dictionary));
    const events = performanceToEvents(learned);
    expect(decoded.map((event) => event.pitches)).toEqual(events.map((event) => event.pitches));
    expect(decoded.slice(0, -1).map((event) => event.distance)).toEqual(
      events.slice(1).map((event, i) => event.step - (events[i]?.step ?? 0)),
    );
  });

  it('takes an unknown chord for the one that shares most pitches', async () => {
    const chord = {
      ...learned,
      notes: [48, 55, 65].map((pitch) => ({ ...learned.notes[0], pitch })),
    };
    const { rows, dictionary } = await rowsOf(chord as Performance);
    expect(dictionary.chord[rows[0]?.[0] ?? -1]).toEqual([48, 55, 64]);
  });

  it('takes nothing for another where it is asked to be exact', async () => {
    const { rows } = await rowsOf(strange, { exact: true });
    expect(rows.some(([chord]) => chord === UNKNOWN)).toBe(true);
    expect(rows.slice(0, -1).every(([, distance]) => distance === UNKNOWN)).toBe(true);
    for (const [, , ...manner] of rows)
      for (const symbol of manner.slice(0, 3)) expect(symbol).toBeGreaterThanOrEqual(0);
  });
});
