import { describe, expect, it } from 'vitest';
import { buildDictionary, roomNotes } from '../../src/events/buildVocabulary.js';
import { MOST_SYMBOLS } from '../../src/events/vocabulary.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import type { Performance } from '../../src/music/phrase.js';
import { makePerformance } from '../autoencoder/performances.js';

/** One chord after another, a quarter apart. */
function play(chords: readonly (readonly number[])[]): Performance {
  return {
    ...makePerformance('chords'),
    notes: chords.flatMap((pitches, i) =>
      pitches.map((pitch) => ({ pitch, startTicks: i * 480, durationTicks: 313, velocity: 71 })),
    ),
  };
}

/** Two-note chords, each another. */
const manyChords = Array.from({ length: 400 }, (_, i) => [21 + (i % 20), 60 + Math.floor(i / 20)]);

describe('buildDictionary', () => {
  it('holds every chord and distance of an ordinary object', async () => {
    const recorded = await gatherEvents([makePerformance('one'), makePerformance('two')]);
    const dictionary = buildDictionary(recorded);
    expect(new Set(dictionary.chord)).toEqual(new Set(recorded.chords));
    expect(dictionary.distance).toEqual([6, 12]);
    expect(roomNotes(recorded, dictionary)).toEqual([]);
  });

  it('keeps the chords of a short recording beside a long one that alone would fill it', async () => {
    const short = [[30], [33], [35]];
    const recorded = await gatherEvents([play([...manyChords, ...manyChords]), play(short)]);
    const { chord } = buildDictionary(recorded);
    expect(chord).toHaveLength(MOST_SYMBOLS.chord);
    for (const pitches of short) expect(chord).toContainEqual(pitches);
  });

  it('says how many chords it had no room for', async () => {
    const recorded = await gatherEvents([play(manyChords)]);
    expect(roomNotes(recorded, buildDictionary(recorded))).toEqual([
      `${400 - MOST_SYMBOLS.chord} rare chords of 400 are played as their nearest`,
    ]);
  });

  it('counts a take that is there twice once', async () => {
    const [one, two] = [play([[50], [50], [52]]), play([[61], [61], [64]])];
    const recorded = await gatherEvents([one, two, two]);
    // By mere counting [61], there four times, would come first.
    expect(buildDictionary(recorded).chord[0]).toEqual([50]);
  });

  it('gives a lone event a distance all the same', async () => {
    const { distance } = buildDictionary(await gatherEvents([play([[64]])]));
    expect(distance).toEqual([48]);
  });
});
