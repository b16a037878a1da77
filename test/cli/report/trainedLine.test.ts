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
