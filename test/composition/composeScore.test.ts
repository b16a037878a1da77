import { describe, expect, it } from 'vitest';
import { composeScore } from '../../src/composition/composeScore.js';
import { panOfBoxes } from '../../src/composition/pan.js';
import { planPiece } from '../../src/composition/planPiece.js';
import { silencesOf } from '../../src/composition/silences.js';
import type { Note } from '../../src/music/note.js';
import type { Part } from '../../src/music/score.js';
import { ticksPerBar } from '../../src/music/time.js';
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

  it.each([
    [true, [2, 7, 11]],
    [false, [10, 2, 5]],
  ])('brings others to the largest object’s key if harmonise is %s', (harmonise, degrees) => {
    const players = [
      makePlayer('table', { areaShare: 0.3 }),
      makePlayer('cup', { areaShare: 0.1 }),
    ];
    const plan = planPiece(players, { bars: 8 });
    const phrases = [scale(55), scale(70)].map((notes) => ({ notes, lengthTicks: 15360 }));
    const score = composeScore(plan, phrases, { ...options, harmonise });
    const pitches = score.parts.map(({ notes }) => notes.map(({ pitch }) => pitch));
    expect(pitches[0]).toEqual(scale(55).map(({ pitch }) => pitch));
    const tonicTriad = new Set(pitches[1]?.slice(0, 3).map((pitch) => pitch % 12));
    expect(tonicTriad).toEqual(new Set(degrees));
  });

  it('moves a part out of the register of a larger one, the largest never', () => {
    const players = [0.3, 0.3].map((areaShare, i) => makePlayer(`p${i}`, { areaShare }));
    const plan = planPiece(players, { bars: 4 });
    const phrases = players.map(() => ({ notes: scale(60), lengthTicks: 7680 }));
    const [first, second] = composeScore(plan, phrases, options).parts;
    expect(first?.notes[0]?.pitch).toBe(60);
    expect([48, 72]).toContain(second?.notes[0]?.pitch);
  });

  it('takes off what a touch is louder than the area asks for, and leaves its velocities', () => {
    const plan = planPiece(
      [makePlayer('bed', { areaShare: 0.4 }), makePlayer('chair', { areaShare: 0.2 })],
      { bars: 4 },
    );
    const trimsAt = (velocities: readonly number[]) => {
      const phrases = velocities.map((velocity) => ({
        notes: scale(60).map((stroke) => ({ ...stroke, velocity })),
        lengthTicks: 7680,
      }));
      const [bed, chair] = composeScore(plan, phrases, options).parts as [Part, Part];
      expect(new Set(chair.notes.map(({ velocity }) => velocity))).toEqual(
        new Set([velocities[1]]),
      );
      expect(chair.gainDb).toBe(-3.01);
      expect(Math.max(bed.trimDb as number, chair.trimDb as number)).toBe(0);
      return (chair.trimDb as number) - (bed.trimDb as number);
    };
    // General MIDI's law; the measured instrument is within 1.5 dB of it.
    const lawDb = 40 * Math.log10(65 / 35);
    expect(Math.abs(trimsAt([35, 35]) - trimsAt([35, 65]) - lawDb)).toBeLessThan(1.5);
  });

  it('holds the strokes of a single slow object through its silence, from the beginning to the end', () => {
    const plan = planPiece([makePlayer('bed')], { bars: 8 });
    const slow = { notes: [note(40, 1000, 10), note(47, 8000, 10)], lengthTicks: 15360 };
    const [bed] = composeScore(plan, [slow], options).parts;
    expect(bed?.notes.map((n) => [n.startTicks, n.durationTicks])).toEqual([
      [0, 7680],
      [8000, 7360],
    ]);
  });
});

/** Rooms that are hard to bear: machines, a waltz, a limping ostinato, somebody who hardly plays. */
const ROOM = [
  { name: 'table', areaShare: 0.39, tempoBpm: 85, every: 240, chord: [48, 55, 60, 64] },
  { name: 'bed', areaShare: 0.2, tempoBpm: 60, beats: 3, every: 960, chord: [50, 57, 62] },
  { name: 'chair', areaShare: 0.1, tempoBpm: 109, beats: 7, every: 400, chord: [60] },
  { name: 'oven', areaShare: 0.07, tempoBpm: 140, every: 4000, chord: [72, 76] },
  { name: 'grinder', areaShare: 0.02, tempoBpm: 132, every: 60, chord: [40, 41, 43] },
  { name: 'glass', areaShare: 0.01, tempoBpm: 66, every: 900, chord: [86] },
];

function roomPiece(bars: number, change: { tempoBpm?: number; room?: typeof ROOM } = {}) {
  const { tempoBpm, room = ROOM } = change;
  const plan = planPiece(
    room.map((object) => makePlayer(object.name, object)),
    { bars, tempoBpm },
  );
  const phrases = plan.parts.map(({ phraseTicks }, i) => {
    const { every, chord } = room[i] as (typeof ROOM)[number];
    const notes = Array.from({ length: Math.ceil(phraseTicks / every) }, (_, event) =>
      chord.map((pitch) => ({ ...note(pitch + (event % 5), event * every, every), event })),
    ).flat();
    return { notes, lengthTicks: phraseTicks };
  });
  return { plan, phrases, score: composeScore(plan, phrases, options) };
}

describe('a room of many things', () => {
  it.each([
    [1, 90],
    [2, 90],
    [4, 90],
    [8, 40],
    [16, 90],
    [16, 240],
    [64, 113],
  ])(
    'has in %d bars at %d bpm at most twelve onsets a second, no silence of more than a bar, and everyone in it',
    (bars, tempoBpm) => {
      const { score } = roomPiece(bars, { tempoBpm });
      const onsets = score.parts
        .flatMap(({ notes }) => notes.map(({ startTicks }) => (startTicks / 480) * (60 / tempoBpm)))
        .sort((a, b) => a - b);
      for (const [i, at] of onsets.entries())
        expect((onsets[i + 12] ?? Infinity) - at).toBeGreaterThan(1);
      const notes = score.parts.map((part) => part.notes);
      const barTicks = ticksPerBar(score.timeSignature);
      for (const { fromTicks, toTicks } of silencesOf(notes, score.lengthTicks)) {
        expect(toTicks - fromTicks).toBeLessThanOrEqual(barTicks);
      }
      for (const own of notes) expect(own.length).toBeGreaterThan(0);
      expect(Math.min(...notes.flat().map(({ startTicks }) => startTicks))).toBeLessThan(480);
      expect(Math.max(...notes.flat().map((n) => n.startTicks + n.durationTicks))).toBe(
        score.lengthTicks,
      );
    },
  );

  it('plays nothing but the notes of its phrases, each at most an octave away, and counts what it left out', () => {
    const { plan, phrases, score } = roomPiece(32);
    for (const [i, { notes, thinned = 0 }] of score.parts.entries()) {
      const phrase = phrases[i]?.notes ?? [];
      const moved = new Set<number>();
      for (const played of notes as (Note & { event: number })[]) {
        const chord = ROOM[i]?.chord ?? [];
        const own = chord.map((pitch) => pitch + (played.event % 5));
        expect(own.some((pitch) => Math.abs(played.pitch - pitch) <= 12)).toBe(true);
        if (chord.length === 1) moved.add(played.pitch - (own[0] ?? 0));
      }
      expect(moved.size).toBeLessThanOrEqual(1);
      // The end of a phrase may reach beyond its last entrance, so what is left out is at most the rest.
      expect(thinned).toBeLessThanOrEqual(phrase.length - notes.length);
      if (plan.parts[i]?.matched.object.name === 'grinder') expect(thinned).toBeGreaterThan(0);
    }
  });

  it('gives the same piece again', () => {
    expect(roomPiece(16).score).toEqual(roomPiece(16).score);
  });
});
