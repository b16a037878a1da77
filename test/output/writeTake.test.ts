import { parseMidi } from 'midi-file';
import { expect, it } from 'vitest';
import { noteOff, noteOn, sustainPedal } from '../../src/output/midiBytes.js';
import { type PlayedTake, writeTake } from '../../src/output/writeTake.js';
import { readRecording } from '../../src/recordings/readRecording.js';

const take: PlayedTake = {
  name: 'Take 3, kettle — 冷蔵庫',
  tempoBpm: 93,
  timeSignature: { beats: 7, beatUnit: 8 },
  lengthTicks: 3360,
  messages: [
    { ticks: 7, bytes: noteOn(0, { pitch: 61, velocity: 83 }) },
    { ticks: 300, bytes: sustainPedal(0, 101) },
    { ticks: 333, bytes: noteOff(0, 61) },
    { ticks: 1755, bytes: sustainPedal(0, 3) },
  ],
};

it('is read back as it was played by another reader: tempo, metre, pedal, and where it ends', () => {
  const { header, tracks } = parseMidi(writeTake(take));
  expect(header).toMatchObject({ format: 1, numTracks: 2, ticksPerBeat: 480 });
  const [conductor = [], played = []] = tracks;
  expect(conductor.map(({ type }) => type)).toEqual([
    'trackName',
    'setTempo',
    'timeSignature',
    'endOfTrack',
  ]);
  expect(conductor[1]).toMatchObject({ microsecondsPerBeat: 645_161 });
  expect(conductor[2]).toMatchObject({ numerator: 7, denominator: 8 });
  expect(played.slice(1)).toMatchObject([
    { type: 'noteOn', deltaTime: 7, noteNumber: 61, velocity: 83 },
    { type: 'controller', deltaTime: 293, controllerType: 64, value: 101 },
    { type: 'noteOff', deltaTime: 33, noteNumber: 61 },
    { type: 'controller', deltaTime: 1422, controllerType: 64, value: 3 },
    { type: 'endOfTrack', deltaTime: 1605 },
  ]);
});

it('is read back by the reader of recordings, with the pedal in the duration', () => {
  const { performance, skipped } = readRecording(writeTake(take), 'take-3.mid');
  expect(performance.notes).toEqual([
    { pitch: 61, startTicks: 7, durationTicks: 1748, velocity: 83 },
  ]);
  expect(performance.tempoBpm).toBeCloseTo(93, 3);
  expect(performance.timeSignature).toEqual({ beats: 7, beatUnit: 8 });
  expect(skipped).toEqual([]);
});

it.each([
  ['out of order', [...take.messages].reverse()],
  ['beyond its end', [{ ticks: 3361, bytes: noteOff(0, 61) }]],
  ['on the drums’ channel', [{ ticks: 1, bytes: noteOff(9, 61) }]],
])('refuses messages %s', (_, messages) => {
  expect(() => writeTake({ ...take, messages })).toThrow(RangeError);
});
