import { describe, expect, it } from 'vitest';
import { pairIntervals } from '../../../src/evaluation/pieces/pairIntervals.js';
import { seededRandom } from '../../../src/math/random.js';
import type { Note } from '../../../src/music/note.js';
import { notesOf, type Written } from './tracks.js';

const of = (...tracks: (readonly Written[])[]) => pairIntervals(tracks.map(notesOf));

describe('the intervals between tracks', () => {
  it.each<[string, (readonly Written[])[], number[], number[]]>([
    ['a semitone', [[[60, 0, 480]], [[61, 240, 480]]], [240, 240, 0], [240, 240, 0]],
    ['a semitone downward', [[[60, 7, 33]], [[59, 0, 99]]], [33, 33, 0], [33, 33, 0]],
    ['octaves apart', [[[36, 0, 50]], [[85, 0, 50]]], [50, 50, 0], [50, 50, 0]],
    ['from B up to C', [[[47, 0, 50]], [[60, 0, 50]]], [50, 50, 0], [50, 50, 0]],
    ['a tritone', [[[60, 0, 50]], [[78, 10, 50]]], [40, 0, 40], [40, 0, 40]],
    ['a whole tone', [[[60, 0, 50]], [[62, 0, 50]]], [50, 0, 0], [50, 0, 0]],
    [
      'a semitone inside one track',
      [
        [
          [60, 0, 50],
          [61, 0, 50],
        ],
        [[67, 0, 50]],
      ],
      [50, 0, 50],
      [50, 0, 50],
    ],
    ['tracks that only touch', [[[60, 0, 50]], [[61, 50, 50]]], [0, 0, 0], [0, 0, 0]],
    [
      'a pitch class held by two notes',
      [
        [
          [60, 0, 30],
          [72, 10, 90],
        ],
        [[61, 20, 50]],
      ],
      [50, 50, 0],
      [50, 50, 0],
    ],
    [
      'three tracks, of which two clash',
      [[[60, 0, 40]], [[61, 0, 40]], [[67, 0, 20]]],
      [40, 40, 20],
      [80, 40, 20],
    ],
    [
      'a single track',
      [
        [
          [60, 0, 40],
          [61, 0, 40],
        ],
      ],
      [0, 0, 0],
      [0, 0, 0],
    ],
    ['no tracks', [], [0, 0, 0], [0, 0, 0]],
  ])('are measured of %s', (_, tracks, any, pairs) => {
    const measured = of(...tracks);
    expect(Object.values(measured.any)).toEqual(any);
    expect(Object.values(measured.pairs)).toEqual(pairs);
  });

  it('are what a count tick by tick gives', () => {
    const random = seededRandom('sweep');
    const below = (most: number) => Math.floor(random() * most);
    const tracks = Array.from({ length: 4 }, () =>
      notesOf(
        Array.from({ length: 17 }, (): Written => [40 + below(31), below(300), 1 + below(60)]),
      ),
    );
    expect(pairIntervals(tracks)).toEqual(countedByTick(tracks, 360));
  });
});

function countedByTick(tracks: readonly (readonly Note[])[], lengthTicks: number) {
  const any = { together: 0, semitone: 0, tritone: 0 };
  const pairs = { together: 0, semitone: 0, tritone: 0 };
  for (let tick = 0; tick < lengthTicks; tick++) {
    const sounding = tracks.map((notes) =>
      notes.filter((n) => n.startTicks <= tick && tick < n.startTicks + n.durationTicks),
    );
    const now = { together: 0, semitone: 0, tritone: 0 };
    for (const [i, own] of sounding.entries()) {
      for (const other of sounding.slice(i + 1)) {
        const distances = own.flatMap((a) => other.map((b) => Math.abs(a.pitch - b.pitch) % 12));
        if (distances.length > 0) now.together++;
        if (distances.some((distance) => distance === 1 || distance === 11)) now.semitone++;
        if (distances.includes(6)) now.tritone++;
      }
    }
    for (const name of ['together', 'semitone', 'tritone'] as const) {
      pairs[name] += now[name];
      if (now[name] > 0) any[name]++;
    }
  }
  return { any, pairs };
}
