import { describe, expect, it } from 'vitest';
import { buildChordDictionary, chordSymbols } from '../../src/events/chordDictionary.js';
import { UNKNOWN } from '../../src/events/eventSymbols.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import { takeOf } from './takes.js';

const play = (...chords: readonly (readonly number[])[]) =>
  takeOf(chords.map((pitches) => ({ pitches })));
/** Two-note chords, each another. */
const manyChords = Array.from({ length: 400 }, (_, i) => [21 + (i % 20), 60 + Math.floor(i / 20)]);

describe('buildChordDictionary', () => {
  it('holds the chords by how often they were played', async () => {
    const recorded = await gatherEvents([play([50], [53, 57], [62], [53, 57], [53, 57], [62])]);
    expect(buildChordDictionary(recorded)).toEqual([[53, 57], [62], [50]]);
  });

  it('keeps the chords of a short recording beside a long one that alone would fill it', async () => {
    const short = [[30], [33], [35]];
    const recorded = await gatherEvents([play(...manyChords, ...manyChords), play(...short)]);
    const dictionary = buildChordDictionary(recorded);
    expect(dictionary).toHaveLength(256);
    for (const pitches of short) expect(dictionary).toContainEqual(pitches);
  });

  it('counts a take that is there twice once', async () => {
    const [one, two] = [play([50], [50], [52]), play([61], [61], [64])];
    const recorded = await gatherEvents([one, two, two]);
    // By mere counting [61], there four times, would come first.
    expect(buildChordDictionary(recorded)[0]).toEqual([50]);
  });
});

describe('chordSymbols', () => {
  const dictionary = [[48, 55, 64], [67], [53, 60]];

  it.each([
    [false, [2, 0, 1]],
    [true, [2, UNKNOWN, UNKNOWN]],
  ])('are places in the dictionary, of others the nearest unless exact: %s', (exact, symbols) => {
    const chords = [[53, 60], [48, 55, 65], [68]];
    expect(chordSymbols(chords, { dictionary, exact })).toEqual(symbols);
  });
});
