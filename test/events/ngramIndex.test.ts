import { describe, expect, it } from 'vitest';
import {
  extendMatches,
  type IndexedEvent,
  indexNgrams,
  longestMatch,
  startMatches,
} from '../../src/events/ngramIndex.js';

/** A sequence written as chords and the steps between them: `a2b1a`. */
function sequence(text: string): IndexedEvent[] {
  return [...text.matchAll(/([a-z])(\d*)/g)].map(([, chord, interOnset]) => ({
    chord: chord as string,
    interOnset: interOnset ? Number(interOnset) : undefined,
  }));
}

/** The longest run at each event of a played sequence. */
function runsAlong(recordings: string[], played: string) {
  const index = indexNgrams(recordings.map(sequence));
  const [first, ...rest] = sequence(played) as [IndexedEvent, ...IndexedEvent[]];
  let places = startMatches(index, first.chord);
  let interOnset = first.interOnset as number;
  const lengths = [longestMatch(places)?.length ?? 0];
  for (const step of rest) {
    places = extendMatches(index, { from: places, interOnset, chord: step.chord });
    lengths.push(longestMatch(places)?.length ?? 0);
    interOnset = step.interOnset as number;
  }
  return lengths;
}

describe('runs through recordings', () => {
  it.each([
    ['grow event by event', ['a2b1c4a'], 'a2b1c4a', [1, 2, 3, 4]],
    ['begin anew after another interval', ['a2b1c4a'], 'a2b3c4a', [1, 2, 1, 2]],
    ['end where no recording holds the chord', ['a2b1c'], 'a2z1c', [1, 0, 1]],
    ['do not lead from one recording into the next', ['a2b1', 'c4a'], 'a2b1c4a', [1, 2, 1, 2]],
    ['follow the longest of several places', ['a1b1b', 'c1a1b1d'], 'c1a1b1d', [1, 2, 3, 4]],
    ['may overlap themselves', ['a1a1a1a'], 'a1a1a1a1a1a', [1, 2, 3, 4, 4, 4]],
  ])('%s', (_, recordings, played, lengths) => {
    expect(runsAlong(recordings, played)).toEqual(lengths);
  });

  it('say where they are, the earliest place first', () => {
    const index = indexNgrams([sequence('a1b'), sequence('a1b')]);
    const places = extendMatches(index, {
      from: startMatches(index, 'a'),
      interOnset: 1,
      chord: 'b',
    });
    expect(places).toEqual({ places: [1, 3], lengths: Uint32Array.of(2, 2) });
    expect(longestMatch(places)).toEqual({ place: 1, length: 2 });
    expect(longestMatch(startMatches(index, 'z'))).toBeUndefined();
  });
});
