import { expect, it } from 'vitest';
import { joinedBar } from '../../../src/studio/page/state/joinedBar.js';
import type { PieceAnswer } from '../../../src/studio/protocol/answers.js';

const track = (object: string, ...starts: number[]) => ({
  object,
  notes: starts.flatMap((start, i) => [
    60,
    i === 0 ? start : start - (starts[i - 1] ?? 0),
    100,
    80,
  ]),
});
const piece = (...tracks: unknown[]) =>
  ({ timeSignature: { beats: 3, beatUnit: 4 }, tracks }) as unknown as PieceAnswer;

it.each([
  ['nothing is new', [track('cup', 0)], [track('cup', 500)], undefined],
  ['one joins in the third bar', [track('cup', 0)], [track('cup', 0), track('lamp', 2900)], 2880],
  ['on the first beat', [], [track('lamp', 0)], 0],
  ['several join', [], [track('lamp', 4320), track('kettle', 1440, 9000)], 1440],
  ['one joins that has no notes', [], [track('lamp')], undefined],
])('says where an object is first heard that has joined: %s', (_, before, now, expected) => {
  expect(joinedBar(piece(...before), piece(...now))).toBe(expected);
});
