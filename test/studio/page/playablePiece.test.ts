import { expect, it } from 'vitest';
import { writeMidi } from '../../../src/output/writeMidi.js';
import { messageAt } from '../../../src/studio/page/engine/packedMessages.js';
import { playablePiece } from '../../../src/studio/page/engine/playablePiece.js';
import type { TrackAnswer } from '../../../src/studio/protocol/answers.js';
import { readSchedule } from '../../../src/synthesis/schedule.js';

const NOTES = [
  [60, 0, 480, 80, 64, 0, 960, 33, 60, 480, 480, 91],
  [48, 240, 1001, 127, 48, 700, 300, 5],
] as const;

const tracks = NOTES.map(
  (notes, i): TrackAnswer => ({
    name: `thing ${i}`,
    object: 'thing',
    idea: '',
    labels: ['cup'],
    taught: false,
    areaShare: 0.1,
    boxes: [],
    midiChannel: i,
    program: 8 + i,
    gainDb: -3 * i,
    trimDb: -5,
    pan: 0.25,
    notes: [...notes],
  }),
);

const piece = {
  title: 'x',
  seed: 1,
  tempoBpm: 90,
  timeSignature: { beats: 3, beatUnit: 4 },
  key: null,
  bars: 2,
  lengthTicks: 2880,
  makeUpDb: 20,
  detections: [],
  tracks,
  unmatched: [],
  notes: [],
};

it('plays the very messages that the MIDI file of the piece makes the synthesiser of --wav play', () => {
  const parts = tracks.map((track, i) => ({
    ...track,
    notes: NOTES[i]?.flatMap((_, at, all) =>
      at % 4 === 0
        ? [
            {
              pitch: all[at] as number,
              startTicks: all[at + 1] as number,
              durationTicks: all[at + 2] as number,
              velocity: all[at + 3] as number,
            },
          ]
        : [],
    ) as never,
  }));
  const { title, tempoBpm, timeSignature, lengthTicks } = piece;
  const file = readSchedule(writeMidi({ title, tempoBpm, timeSignature, lengthTicks, parts }), 'x');
  const { setup, messages, ticksPerSecond, barTicks, keys } = playablePiece(piece, 7);
  const ours = [
    ...setup.map((bytes) => [0, ...bytes]),
    ...Array.from(messages.ticks, (ticks, i) => [
      ticks / ticksPerSecond,
      ...messageAt(messages, i),
    ]),
  ];
  const theirs = file.events.map(({ seconds, message }) => [seconds, ...message]);
  const rounded = (rows: number[][]) =>
    rows.map(([seconds = 0, ...bytes]) => [Math.round(1e4 * seconds), ...bytes].join(' ')).sort();
  expect(rounded(ours)).toEqual(rounded(theirs));
  expect(barTicks).toBe(1440);
  expect(keys).toEqual([
    [8, 60],
    [8, 64],
    [9, 48],
  ]);
});
