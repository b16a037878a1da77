import { expect, it } from 'vitest';
import { packNotes, unpackNotes } from '../../../src/studio/protocol/packedNotes.js';

it('packs notes so that they come out as they went in', () => {
  const notes = [
    { pitch: 61, startTicks: 7, durationTicks: 483, velocity: 126 },
    { pitch: 3, startTicks: 991, durationTicks: 2, velocity: 5 },
  ];
  expect(packNotes(notes)).toEqual([61, 7, 483, 126, 3, 991, 2, 5]);
  expect(unpackNotes(packNotes(notes))).toEqual(notes);
  expect(unpackNotes([])).toEqual([]);
});
