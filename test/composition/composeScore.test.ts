import { describe, expect, it } from 'vitest';
import { composeScore } from '../../src/composition/composeScore.js';
import { gainOfArea } from '../../src/composition/loudness.js';
import { panOfBoxes } from '../../src/composition/pan.js';
import { planPiece } from '../../src/composition/planPiece.js';
import type { Note } from '../../src/music/note.js';
import { makePlayer } from './players.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});
const scale = (tonic: number) =>
  [0, 4, 7, 0, 4, 5, 7, 9, 11, 12, 0].map((degree, i) => note(tonic + degree, i * 240));
const options = { title: 'Room', photoWidth: 100, harmonise: true };

describe('gainOfArea', () => {
  it.each([
    [0.2, 0.2, 0],
    [0.1, 0.2, -3.01],
    [0.05, 0.2, -6.02],
    [0.0001, 0.2, -18],
  ])('an object of %d beside one of %d sounds at %d dB', (own, largest, gainDb) => {
    expect(gainOfArea(own, largest)).toBe(gainDb);
  });
});

describe('panOfBoxes', () => {
  it.each([
    ['left edge', [{ x: 0, y: 0, width: 2, height: 9 }], -0.98],
    ['middle', [{ x: 40, y: 0, width: 20, height: 9 }], 0],
    [
      'two boxes, the larger one on the right',
      [
        { x: 0, y: 0, width: 10, height: 10 },
        { x: 80, y: 0, width: 20, height: 15 },
      ],
      0.375,
    ],
  ])('%s', (_, boxes, pan) => {
    expect(panOfBoxes(boxes, 100)).toBe(pan);
  });
});

describe('composeScore', () => {
  it('gives each object a part with its name, instrument, loudness and place', () => {
    const boxes = [{ x: 60, y: 0, width: 20, height: 20 }];
    const players = [
      makePlayer('table', { areaShare: 0.4 }),
      makePlayer('cup', { areaShare: 0.1, boxes }),
    ];
    const plan = planPiece(players, { bars: 4 });
    const phrases = [
      { notes: scale(60), lengthTicks: 7680 },
      { notes: scale(60), lengthTicks: 7680 },
    ];
    const score = composeScore(plan, phrases, options);
    expect(score).toMatchObject({ title: 'Room', tempoBpm: 90, lengthTicks: 4 * 1920 });
    expect(score.parts[1]).toMatchObject({ name: 'cup', program: 8, gainDb: -6.02, pan: 0.4 });
  });

  it('keeps the drums’ channel free, and every part on its own', () => {
    const players = Array.from({ length: 15 }, (_, i) => makePlayer(`p${i}`));
    const plan = planPiece(players, { bars: 4 });
    const phrases = players.map(() => ({ notes: [note(60, 0)], lengthTicks: 7680 }));
    const channels = composeScore(plan, phrases, options).parts.map((part) => part.midiChannel);
    expect(channels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15]);
  });

  it('plays a slower decoder at its own speed and cuts what reaches beyond its bars', () => {
    const players = [makePlayer('table', { tempoBpm: 120 }), makePlayer('bed', { tempoBpm: 60 })];
    const plan = planPiece(players, { bars: 4, tempoBpm: 120 });
    const slow = { notes: [note(60, 480, 480), note(62, 3600, 960)], lengthTicks: 3840 };
    const score = composeScore(plan, [{ notes: scale(60), lengthTicks: 7680 }, slow], options);
    expect(score.parts[1]?.notes.map((n) => [n.startTicks, n.durationTicks])).toEqual([
      [960, 960],
      [7200, 480],
    ]);
  });

  it.each([
    [true, [67, 71, 74]],
    [false, [70, 74, 77]],
  ])('brings others to the largest object’s key if harmonise is %s', (harmonise, pitches) => {
    const plan = planPiece([makePlayer('table', { areaShare: 0.3 }), makePlayer('cup')], {
      bars: 4,
    });
    const phrases = [scale(55), scale(70)].map((notes) => ({ notes, lengthTicks: 7680 }));
    const score = composeScore(plan, phrases, { ...options, harmonise });
    expect(score.parts[0]?.notes).toEqual(phrases[0]?.notes);
    expect(score.parts[1]?.notes.slice(0, 3).map((n) => n.pitch)).toEqual(pitches);
  });
});
