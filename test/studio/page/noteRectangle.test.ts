import { expect, it } from 'vitest';
import type { RollContent } from '../../../src/studio/page/views/roll/drawRoll.js';
import { noteAt, noteRectangle } from '../../../src/studio/page/views/roll/noteRectangle.js';

const note = (pitch: number, startTicks: number, durationTicks: number) => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 80,
});
const content: RollContent = {
  notes: [note(60, 0, 4000), note(64, 480, 240), note(64, 960, 10), note(65, 961, 10)],
  longestTicks: 4000,
  lengthTicks: 7680,
  barTicks: 1920,
  middlePitch: 60,
  semitone: 4,
  height: 80,
};
const view = { pixelsPerTick: 0.1, left: -10, contentWidth: 768, width: 400 };

it('draws a note where its time and pitch stand', () => {
  const { x, y, width, height } = noteRectangle(note(64, 480, 240), content, view);
  expect([x, y + height / 2]).toEqual([38, 24]);
  expect(width).toBeCloseTo(23.3, 5);
});

it.each([
  ['in a long note that began out of sight', { x: 5, y: 40 }, 0],
  ['in a note above it', { x: 40, y: 24 }, 1],
  ['a hair beside a short note', { x: 82.5, y: 24 }, 2],
  ['nearer to the higher of two', { x: 87, y: 19.5 }, 3],
  ['on empty paper', { x: 200, y: 5 }, undefined],
  ['behind the last note', { x: 396, y: 40 }, undefined],
])('finds the note %s', (_, at, index) => {
  expect(noteAt(content, view, at)).toBe(index);
});
