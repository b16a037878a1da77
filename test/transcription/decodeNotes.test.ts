import { describe, expect, it } from 'vitest';
import { decodeNotes } from '../../src/transcription/decodeNotes.js';
import { FRAME_SECONDS } from '../../src/transcription/windows.js';
import { type MadeUpNote, madeUpPosteriorgrams } from './madeUpPosteriorgrams.js';

/** Key 39 is C4, MIDI's 60. */
const CASES: readonly {
  readonly what: string;
  readonly heard: readonly MadeUpNote[];
  /** Pitch, frame in which it begins, frames it lasts. */
  readonly notes: readonly (readonly [number, number, number])[];
}[] = [
  { what: 'nothing where nothing sounds', heard: [], notes: [] },
  { what: 'a note', heard: [{ key: 39, from: 50, to: 90 }], notes: [[60, 50, 40]] },
  {
    what: 'a chord',
    heard: [39, 43, 46].map((key) => ({ key, from: 50, to: 90 })),
    notes: [60, 64, 67].map((pitch) => [pitch, 50, 40] as const),
  },
  {
    what: 'a key struck again before it was silent as two notes, of which the first ends there',
    heard: [
      { key: 39, from: 50, to: 80, decibels: 0 },
      { key: 39, from: 80, to: 120 },
    ],
    notes: [
      [60, 50, 30],
      [60, 80, 40],
    ],
  },
  {
    what: 'a note that begins while another one sounds on',
    heard: [
      { key: 39, from: 50, to: 150 },
      { key: 44, from: 90, to: 130 },
    ],
    notes: [
      [60, 50, 100],
      [65, 90, 40],
    ],
  },
  {
    what: 'no note in a soft overtone an octave above',
    heard: [
      { key: 39, from: 50, to: 90 },
      { key: 51, from: 50, to: 70, onset: 0.45, frame: 0.3, decibels: -15 },
    ],
    notes: [[60, 50, 40]],
  },
  {
    what: 'both notes of a struck octave',
    heard: [
      { key: 39, from: 50, to: 90 },
      { key: 51, from: 50, to: 90, onset: 0.95, frame: 0.9, decibels: 12 },
    ],
    notes: [
      [60, 50, 40],
      [72, 50, 40],
    ],
  },
  {
    what: 'no note in an onset too faint to be one',
    heard: [{ key: 39, from: 50, to: 90, onset: 0.2 }],
    notes: [],
  },
  {
    what: 'a note whose frames falter for a tenth of a second as one',
    heard: [
      { key: 39, from: 50, to: 70 },
      { key: 39, from: 79, to: 100, onset: 0 },
    ],
    notes: [[60, 50, 50]],
  },
  {
    what: 'the highest and the lowest pitch there are',
    heard: [
      { key: 0, from: 50, to: 90 },
      { key: 87, from: 120, to: 150 },
    ],
    notes: [
      [21, 50, 40],
      [108, 120, 30],
    ],
  },
];

describe('decodeNotes', () => {
  it.each(CASES)('hears $what', ({ heard, notes }) => {
    const decoded = decodeNotes(madeUpPosteriorgrams(200, heard), { firstSeconds: 7 });
    expect(
      decoded.map(({ pitch, startSeconds, durationSeconds }) => [
        pitch,
        Math.round((startSeconds - 7) / FRAME_SECONDS),
        Math.round(durationSeconds / FRAME_SECONDS),
      ]),
    ).toEqual(notes);
  });

  it('begins notes 3 ms before the frame in which the network is sure of them', () => {
    const posteriorgrams = madeUpPosteriorgrams(200, [{ key: 39, from: 50, to: 90 }]);
    const [note] = decodeNotes(posteriorgrams, { firstSeconds: 7 });
    expect(note?.startSeconds).toBeCloseTo(7 + 50 * FRAME_SECONDS - 0.003, 9);
  });

  it('hears the same notes, whether it hears more before and after them or not', () => {
    const notes = [
      { key: 39, from: 150, to: 190 },
      { key: 51, from: 152, to: 180, onset: 0.5, frame: 0.4, decibels: -5 },
      { key: 39, from: 190, to: 260 },
      { key: 42, from: 230, to: 260 },
    ];
    const earlier = { key: 39, from: 20, to: 60 };
    const later = { key: 39, from: 330, to: 390 };
    const all = decodeNotes(madeUpPosteriorgrams(400, [earlier, ...notes, later]), {
      firstSeconds: 0,
    });
    const alone = decodeNotes(madeUpPosteriorgrams(300, notes), { firstSeconds: 0 });
    const starts = (some: typeof all) =>
      some.map(({ pitch, startSeconds, amplitude }) => [pitch, startSeconds, amplitude]);
    expect(alone.length).toBeGreaterThan(2);
    expect(starts(all)).toEqual(expect.arrayContaining(starts(alone)));
    expect(all).toHaveLength(alone.length + 2);
  });
});
