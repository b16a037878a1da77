import { describe, expect, it } from 'vitest';
import {
  dominantTriad,
  TRIADS,
  type Triad,
  tonesOf,
  tonicTriad,
} from '../../../src/composition/harmony/chord.js';
import { cadenceOf, planHarmony } from '../../../src/composition/harmony/planHarmony.js';
import type { KeyEstimate } from '../../../src/music/key.js';
import { A_MINOR, C_MAJOR } from '../plans.js';

const NOTES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];

/** A cell in which each of these notes sounds as long as it is named, as «C E G C». */
function cell(notes: string, cadence?: Triad) {
  const sounding = new Array<number>(12).fill(0);
  for (const name of notes.split(' ').filter(Boolean)) {
    const at = NOTES.indexOf(name);
    sounding[at] = (sounding[at] as number) + 1;
  }
  return { sounding, cadence };
}

const nameOf = ({ root, quality }: Triad) => `${NOTES[root]}${quality === 'minor' ? 'm' : ''}`;
const triad = (name: string) => TRIADS.find((each) => nameOf(each) === name) as Triad;
/** A piece that has had so many of other triads that none of the usual ones is too much. */
const ELSEWHERE = new Array<Triad>(200).fill(triad('F#'));
const named = (cells: readonly ReturnType<typeof cell>[], key: KeyEstimate = C_MAJOR) =>
  planHarmony(cells, { key, laid: ELSEWHERE }).map(nameOf).join(' ');

describe('planHarmony', () => {
  it.each([
    ['chords', ['C E G', 'F A C', 'G B D', 'C E G'], 'C F G C'],
    ['a melody of chord tones', ['C E', 'F A', 'G B', 'C E'], 'C F G C'],
    ['a melody with passing notes', ['C C D E E', 'F F G A A', 'G G A B B', 'C C D E'], 'C F G C'],
    ['secondary triads', ['C E G', 'A C E', 'D F A', 'G B D', 'C E G'], 'C Am Dm G C'],
    ['a chord that is not of the key', ['C E G', 'D F# A', 'G B D'], 'C D G'],
  ])('finds the triads of %s in C major', (_, cells, triads) => {
    expect(named(cells.map((notes) => cell(notes)))).toBe(triads);
  });

  it('finds tonic, subdominant and a major dominant in A minor', () => {
    const cells = ['A C E', 'D F A', 'E G# B', 'A C E'].map((notes) => cell(notes));
    expect(named(cells, A_MINOR)).toBe('Am Dm E Am');
    expect(
      named(
        ['A C E', 'F A C', 'C E G', 'A E'].map((notes) => cell(notes)),
        A_MINOR,
      ),
    ).toBe('Am F C Am');
  });

  it.each([
    ['what is said twice is heard throughout', ['C E G', '', '', 'C E G'], 'C C C C'],
    ['the dominant joins the supertonic and the tonic', ['D F A', '', 'C E G'], 'Dm G C'],
  ])('leads through silence from one neighbour to the other: %s', (_, cells, triads) => {
    expect(named(cells.map((notes) => cell(notes)))).toBe(triads);
  });

  it.each([C_MAJOR, A_MINOR])('stays within the key where nothing sounds: %o', (key) => {
    const scale = [0, 2, 4, 5, 7, 9, 11];
    const own = (each: Triad) =>
      tonesOf(each).every((tone) => scale.includes(tone)) ||
      nameOf(each) === nameOf(dominantTriad(key));
    for (const [from, to] of TRIADS.flatMap((a) => TRIADS.map((b) => [a, b] as const))) {
      if (!own(from) || !own(to)) continue;
      const path = planHarmony([cell('', from), cell(''), cell(''), cell('', to)], {
        key,
        laid: ELSEWHERE,
      });
      expect(path[0]).toEqual(from);
      expect(path[3]).toEqual(to);
      expect(path.every(own)).toBe(true);
    }
    expect(planHarmony([cell('')], { key, laid: ELSEWHERE })).toEqual([tonicTriad(key)]);
  });

  it('keeps a cadence against all that sounds, and hears its neighbours as they are', () => {
    const foreign = 'F# A# C# F# A# C#';
    const [dominant, tonic] = cadenceOf('full', C_MAJOR) as [Triad, Triad];
    const cells = [cell('F A C'), cell(foreign, dominant), cell(foreign, tonic), cell('A C E')];
    expect(named(cells)).toBe('F G C Am');
  });

  it('hears the same in all keys', () => {
    const melody = ['C E', 'D F A', '', 'G B F', 'A C', 'F# A', 'G B D', 'C'];
    for (const key of [C_MAJOR, A_MINOR]) {
      const here = planHarmony(
        melody.map((notes) => cell(notes)),
        { key, laid: [] },
      );
      for (let up = 1; up < 12; up++) {
        const moved = melody.map((notes) => {
          const { sounding } = cell(notes);
          return { sounding: sounding.map((_, at) => sounding[(at - up + 12) % 12] as number) };
        });
        const relativeMajor = (key.relativeMajor + up) % 12;
        const there = planHarmony(moved, { key: { ...key, relativeMajor }, laid: [] });
        expect(there).toEqual(here.map((each) => ({ ...each, root: (each.root + up) % 12 })));
      }
    }
  });

  it.each([480, 0.001])('takes durations of any unit: %d a note', (unit) => {
    const cells = ['C E D', 'F A G', '', 'B D', 'C'].map((notes) => cell(notes));
    const other = cells.map(({ sounding }) => ({ sounding: sounding.map((own) => unit * own) }));
    expect(planHarmony(other, { key: C_MAJOR, laid: ELSEWHERE })).toEqual(
      planHarmony(cells, { key: C_MAJOR, laid: ELSEWHERE }),
    );
  });

  it('follows what most of a cell sounds, not a note that brushes it', () => {
    expect(named([cell('C E G C E G D#')])).toBe('C');
    expect(named([cell('F A C F A C G#')])).toBe('F');
  });

  it.each([
    ['what a piece has too much of gives way to what agrees as well', 'C', 'C C G E A', 'C', 'Am'],
    ['and to what agrees less', 'G', 'G B D F A', 'G', 'Dm'],
    ['but what it has not had is no dearer than before', 'F', 'A C E', 'Am', 'Am'],
  ])('has no triad much more often than its share: %s', (_, laid, notes, alone, after) => {
    const before = new Array<Triad>(12).fill(triad(laid));
    expect(named([cell(notes)])).toBe(alone);
    expect(planHarmony([cell(notes)], { key: C_MAJOR, laid: before }).map(nameOf)).toEqual([after]);
  });

  it('takes what is played, in a piece that has every triad as often as its share', () => {
    const laid = 'C C C F F F G G Am Am Dm Dm Em A# F# F# F# F#'.split(' ').map(triad);
    for (const notes of ['C E G', 'F A C', 'G B D', 'A C E', 'D F A']) {
      expect(planHarmony([cell(notes)], { key: C_MAJOR, laid }).map(nameOf)).toEqual([
        named([cell(notes)]),
      ]);
    }
  });

  it.each([C_MAJOR, A_MINOR])(
    'moves a phrase of the tonic alone to triads that share its tones: %o',
    (key) => {
      const tonic = tonicTriad(key);
      const notes = tonesOf(tonic)
        .map((tone) => NOTES[tone])
        .join(' ');
      const phrase = Array.from({ length: 8 }, () => cell(notes));
      const path = planHarmony(phrase, { key, laid: [] });
      const often = path.filter((each) => nameOf(each) === nameOf(tonic)).length;
      expect(often).toBeGreaterThanOrEqual(2);
      expect(often).toBeLessThanOrEqual(4);
      for (const each of path) {
        expect(tonesOf(each).some((tone) => tonesOf(tonic).includes(tone))).toBe(true);
      }
    },
  );

  it('plans nothing for nothing', () => {
    expect(planHarmony([], { key: C_MAJOR, laid: [] })).toEqual([]);
  });
});

describe('cadenceOf', () => {
  it.each([
    ['half', C_MAJOR, ['G']],
    ['full', C_MAJOR, ['G', 'C']],
    ['half', A_MINOR, ['E']],
    ['full', A_MINOR, ['E', 'Am']],
  ] as const)('ends a %s cadence of %o on %j', (kind, key, triads) => {
    expect(cadenceOf(kind, key)).toEqual(triads.map(triad));
  });
});
