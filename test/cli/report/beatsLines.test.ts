import { describe, expect, it } from 'vitest';
import { beatsLine, beatsRecord, type ToldBeats } from '../../../src/cli/report/beatsLines.js';

const WALTZ: ToldBeats = {
  name: 'memo.m4a',
  isOwnGrid: false,
  overridesGrid: false,
  hints: {},
  beats: {
    tempoBpm: 75.9271,
    metre: { beats: 3, beatUnit: 4 },
    confidence: 0.8149,
    beats: [0.5104, 1.30049, 2.0907],
    downbeats: [1.30049],
  },
};
const FREE = { tempoBpm: null, metre: null, confidence: 0.2, beats: [], downbeats: [] };
const settled = { tempoBpm: 76, metre: { beats: 3, beatUnit: 4 } };
/** Bars of three beats that last as long as is said. */
const barsOf = (...seconds: number[]) => {
  const downbeats = [0];
  for (const each of seconds) downbeats.push((downbeats.at(-1) as number) + each);
  const inBar = (start: number, i: number) => [
    start,
    start + (seconds[i] as number) / 3,
    start + (seconds[i] as number) / 1.5,
  ];
  return {
    ...WALTZ.beats,
    downbeats,
    beats: [...downbeats.slice(0, -1).flatMap(inBar), downbeats.at(-1) as number],
  };
};
/** The same after an upbeat of a beat. */
const afterUpbeat = (bars: ReturnType<typeof barsOf>) => ({
  ...bars,
  beats: [-0.6, ...bars.beats],
});
const metres = (...several: [number, number][]) =>
  several.map(([beats, beatUnit]) => ({ beats, beatUnit }));
const doubted = { ...WALTZ.beats, confidence: 0.2 };

describe('the line about the beats of a recording', () => {
  it.each<[line: string, told: Partial<ToldBeats>]>([
    ['memo.m4a: 76 bpm in 3/4, first bar at 1.3 s, sure', {}],
    [
      'memo.m4a: 76 bpm in 3/4, first bar at 1.3 s, fairly sure',
      { beats: { ...WALTZ.beats, confidence: 0.55 } },
    ],
    [
      'memo.m4a: 235 bpm in 3/4, first bar at 1.3 s, sure; twice too fast? `--tempo 117`',
      { beats: { ...WALTZ.beats, tempoBpm: 234.6 } },
    ],
    [
      'memo.m4a: 76 bpm in 3/4, first bar at 1.3 s, or 152 bpm: say `--tempo 152`',
      { beats: { ...WALTZ.beats, otherTempoBpm: 151.8542 } },
    ],
    [
      'memo.m4a: 235 bpm in 3/4, first bar at 1.3 s, or 117 bpm: say `--tempo 117`',
      { beats: { ...WALTZ.beats, tempoBpm: 234.6, otherTempoBpm: 117.3 } },
    ],
    [
      'memo.m4a: 76 bpm in 3/4, hardly sure (or 38 or 152): `--tempo 76 --metre 3/4` settles it',
      { beats: { ...WALTZ.beats, confidence: 0.2, otherTempoBpm: 151.8542 } },
    ],
    [
      'memo.m4a: 217 bpm in 7/8, first bar at 1.3 s, sure',
      { beats: { ...WALTZ.beats, tempoBpm: 217, metre: { beats: 7, beatUnit: 8 } } },
    ],
    [
      'memo.m4a: 217 bpm in 6/8, first bar at 1.3 s, sure; twice too fast? `--tempo 109`',
      { beats: { ...WALTZ.beats, tempoBpm: 217, metre: { beats: 6, beatUnit: 8 } } },
    ],
    [
      'memo.m4a: 200 bpm in 3/4, first bar at 1.3 s, sure',
      { beats: { ...WALTZ.beats, tempoBpm: 200 } },
    ],
    [
      'memo.m4a: 235 bpm in 3/4, first bar at 1.3 s, as you said',
      { beats: { ...WALTZ.beats, tempoBpm: 234.6 }, hints: { ...settled, tempoBpm: 235 } },
    ],
    [
      'memo.m4a: 235 bpm in 3/4, first bar at 1.3 s, sure',
      { beats: { ...WALTZ.beats, tempoBpm: 234.6 }, hints: { tempoBpm: 235 } },
    ],
    [
      'memo.m4a: 76 bpm in 3/4, hardly sure (or 38 or 152): `--tempo 76 --metre 3/4` settles it',
      { beats: doubted },
    ],
    [
      'memo.m4a: 36 bpm in 3/4, hardly sure (or 72): `--tempo 36 --metre 3/4` settles it',
      { beats: { ...doubted, tempoBpm: 36 } },
    ],
    [
      'memo.m4a: 76 bpm in 3/4, hardly sure (you said 60): `--tempo 60 --metre 3/4` settles it',
      { beats: doubted, hints: { tempoBpm: 60 } },
    ],
    [
      'memo.m4a: 76 bpm, as you said, in 3/4, hardly sure: `--metre 3/4` as well settles it',
      { beats: doubted, hints: { tempoBpm: 76 } },
    ],
    [
      'memo.m4a: 76 bpm in 3/4, first bar at 1.3 s, as you said',
      { beats: doubted, hints: settled },
    ],
    [
      'memo.m4a: 76 bpm in 3/4, first bar at 1.3 s, as you said, not its own grid',
      { hints: settled, overridesGrid: true },
    ],
    [
      'memo.m4a: 76 bpm in 3/4, first bar at 1.3 s, as you said',
      { hints: { ...settled, tempoBpm: 77 } },
    ],
    [
      'memo.m4a: 76 bpm in 3/4, first bar at 1.3 s, sure; you said 80',
      { hints: { ...settled, tempoBpm: 80 } },
    ],
    [
      'memo.m4a: 76 bpm in 3/4, first bar at 1.3 s, hardly sure, not its own grid; you said 72.5',
      { beats: doubted, hints: { ...settled, tempoBpm: 72.5 }, overridesGrid: true },
    ],
    ['memo.m4a: free, no beat found: it has no say in tempo and metre', { beats: FREE }],
    ['memo.m4a: keeps its own bars and beats, 76 bpm in 3/4', { isOwnGrid: true }],
    [
      "memo.m4a: keeps its own bars and beats, 999 bpm in 3/4; so fast? Check the file's tempo",
      { isOwnGrid: true, beats: { ...WALTZ.beats, tempoBpm: 999 } },
    ],
    [
      "memo.m4a: keeps its own bars and beats, 4 bpm in 3/4; so slow? Check the file's tempo",
      { isOwnGrid: true, beats: { ...WALTZ.beats, tempoBpm: 3.6 } },
    ],
    [
      'memo.m4a: keeps its own bars and beats, 480 bpm in 7/16',
      {
        isOwnGrid: true,
        beats: { ...WALTZ.beats, tempoBpm: 480, metre: { beats: 7, beatUnit: 16 } },
      },
    ],
    [
      'memo.m4a: keeps its own bars and beats, 92–104 bpm in 3/4',
      { isOwnGrid: true, beats: barsOf(180 / 92, 180 / 98, 180 / 104, 180 / 92) },
    ],
    [
      'memo.m4a: keeps its own bars and beats, 92–104 bpm in 3/4',
      { isOwnGrid: true, beats: afterUpbeat(barsOf(180 / 92, 180 / 98, 180 / 104, 180 / 92)) },
    ],
    [
      'memo.m4a: keeps its own bars and beats, 76 bpm in 3/4',
      { isOwnGrid: true, beats: barsOf(180 / 75.4, 180 / 76.4, 180 / 76.6) },
    ],
    [
      'memo.m4a: keeps its own bars and beats, 76 bpm in 3/4',
      { isOwnGrid: true, beats: { ...WALTZ.beats, beats: [0], downbeats: [0] } },
    ],
    [
      'memo.m4a: keeps its own beats, 76 bpm in 3/4, 4/4, 6/8, 7/8; its bars are learned as 3/4',
      { isOwnGrid: true, timeSignatures: metres([3, 4], [4, 4], [6, 8], [7, 8]) },
    ],
    [
      'memo.m4a: keeps its own beats, 76 bpm in 3/4, 4/4, 6/8, 7/8 and 2 more; its bars are learned as 3/4',
      {
        isOwnGrid: true,
        timeSignatures: metres([3, 4], [4, 4], [6, 8], [7, 8], [2, 2], [5, 4]),
      },
    ],
    // Found beats have one metre, whatever the file says.
    [
      'memo.m4a: 76 bpm in 3/4, first bar at 1.3 s, sure',
      { timeSignatures: metres([3, 4], [4, 4]) },
    ],
  ])('%s', (line, told) => {
    expect(beatsLine({ ...WALTZ, ...told })).toBe(line);
    expect(line.length).toBeLessThanOrEqual((told.timeSignatures?.length ?? 0) > 4 ? 100 : 90);
  });

  it('has a record with seconds to the thousandth, and nulls for a free one', () => {
    expect(beatsRecord('a/memo.m4a', WALTZ.beats)).toEqual({
      file: 'a/memo.m4a',
      tempoBpm: 75.927,
      metre: '3/4',
      confidence: 0.815,
      beats: [0.51, 1.3, 2.091],
      downbeats: [1.3],
    });
    const other = beatsRecord('c.mid', { ...WALTZ.beats, otherTempoBpm: 151.8542 });
    expect(other).toMatchObject({ tempoBpm: 75.927, otherTempoBpm: 151.854 });
    expect(beatsRecord('b.mid', FREE)).toMatchObject({ tempoBpm: null, metre: null, beats: [] });
  });
});
