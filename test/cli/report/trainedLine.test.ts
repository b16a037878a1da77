import { describe, expect, it } from 'vitest';
import { adviceLines, skippedNotes, trainedLine } from '../../../src/cli/report/trainedLine.js';
import type { LearnedTake } from '../../../src/workers/trainOne.js';

const FOUR = { beats: 4, beatUnit: 4 };
const take = (name: string, seconds: number, more: Partial<LearnedTake> = {}): LearnedTake => ({
  name,
  seconds,
  isOwnGrid: true,
  overridesGrid: false,
  hints: {},
  beats: { tempoBpm: 76.3, metre: FOUR, confidence: 1, beats: [0, 0.8], downbeats: [0] },
  ...more,
});
const beatsAt = (tempoBpm: number, metre = FOUR, confidence = 0.9) => ({
  beats: { tempoBpm, metre, confidence, beats: [0, 1], downbeats: [0] },
});
/** Bars of 4, 3 and 2.6 s. */
const rubato = {
  beats: {
    tempoBpm: 76,
    metre: FOUR,
    confidence: 1,
    beats: [0, 1, 2, 3, 4, 4.75, 5.5, 6.25, 7, 7.65, 8.3, 8.95, 9.6],
    downbeats: [0, 4, 7, 9.6],
  },
};
const free = take('free.mid', 20, {
  isOwnGrid: false,
  beats: { tempoBpm: null, metre: null, confidence: 0, beats: [], downbeats: [] },
});
const doubted = take('memo.mid', 61, { isOwnGrid: false, ...beatsAt(91.7, FOUR, 0.1) });

describe('what was left out of the recordings', () => {
  it('is said once of those that have it in common', () => {
    const recordings = ['a.mid', 'b.mid', 'c.mid'].map((name) => ({
      name,
      path: `objects/kettle/recordings/${name}`,
    }));
    const skipped = ['a.mid: no notes', 'b.mid: 3 bytes left out', 'c.mid: no notes'];
    expect(skippedNotes({ name: 'kettle', recordings }, { skipped, told: [] })).toEqual([
      'kettle: a.mid, c.mid: no notes',
      'kettle: b.mid: 3 bytes left out',
    ]);
    const told = ['a.mid', 'b'];
    expect(skippedNotes({ name: 'kettle', recordings }, { skipped, told })).toEqual([
      'kettle: b.mid: 3 bytes left out',
      'kettle: c.mid: no notes',
    ]);
  });
});

describe('the line of a finished training', () => {
  it.each([
    [
      'kettle  learned 3 takes, 2:10 of music, 76–92 bpm in 4/4',
      [take('a.mid', 40), take('b.mid', 45.2, beatsAt(92)), take('c.mid', 44.9)],
    ],
    ['kettle  learned 1 take, 0:07 of music, 76 bpm in 4/4', [take('a.mid', 7.2)]],
    [
      'kettle  learned 3 takes, 1:20 of music, 60–76 bpm in 4/4 and 3/4, 1 free',
      [take('a.mid', 30), take('b.mid', 30, beatsAt(60, { beats: 3, beatUnit: 4 })), free],
    ],
    [
      'kettle  learned 2 takes, 1:20 of music, 60–92 bpm in 4/4',
      [take('rubato.mid', 40, rubato), take('even.mid', 40)],
    ],
    [
      'kettle  learned 4 takes, 2:40 of music, 60–92 bpm in 4/4 and 5/4, 552 bpm in 7/8, 98 bpm in 6/8',
      [
        take('rubato.mid', 40, rubato),
        take('seven.mid', 40, beatsAt(552, { beats: 7, beatUnit: 8 })),
        take('five.mid', 40, beatsAt(76, { beats: 5, beatUnit: 4 })),
        take('jig.mid', 40, beatsAt(98, { beats: 6, beatUnit: 8 })),
      ],
    ],
    // What a person plays freely is not as even as its beats, which are found.
    [
      'kettle  learned 1 take, 0:40 of music, 76 bpm in 4/4',
      [take('memo.wav', 40, { ...rubato, isOwnGrid: false })],
    ],
    ['kettle  learned 1 take, 0:20 of music, free of a beat', [free]],
  ])('%s', (line, takes) => {
    expect(trainedLine('kettle', { takes })).toBe(line);
  });
});

describe('what a musician can do for an object', () => {
  it.each([
    ['nothing, when all is well', [take('a.mid', 40), take('b.mid', 40)], false, []],
    [
      'more, of little music',
      [take('a.mid', 4), take('b.mid', 4)],
      false,
      [/8 s of music are soon repeated\. Add more with `mirror add "tin can" <recordings>`;/],
    ],
    [
      'another take, of one',
      [take('a.mid', 80)],
      false,
      [
        /one take only, so it plays much like it\. Add another with `mirror add "tin can" <recordings>`\./,
      ],
    ],
    [
      'a hint, where the beat is in doubt',
      [take('a.mid', 80), doubted],
      false,
      [
        /^tin can: memo\.mid: 92 bpm in 4\/4, hardly sure \(or 46 or 18\d\): `--tempo 92 --metre 4\/4` settles it$/,
        /`mirror add "tin can" <recording> --tempo … --metre …`/,
      ],
    ],
    [
      'a word, of a free take',
      [take('a.mid', 80), free],
      false,
      [/free\.mid: free, no beat found/],
    ],
    ['nothing twice', [take('a.mid', 80), free, doubted], true, []],
  ])('%s', (_, takes, areBeatsTold, lines) => {
    expect(adviceLines('tin can', { takes, areBeatsTold })).toEqual(
      lines.map((line) => expect.stringMatching(line)),
    );
  });
});
