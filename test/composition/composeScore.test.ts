import { describe, expect, it } from 'vitest';
import { composeScore } from '../../src/composition/composeScore.js';
import { tonicTriad } from '../../src/composition/harmony/chord.js';
import { homeOf } from '../../src/composition/harmony/commonKey.js';
import { panOfBoxes } from '../../src/composition/pan.js';
import { placeBars } from '../../src/composition/placeBars.js';
import { type PlanOptions, planPiece } from '../../src/composition/planPiece.js';
import type { PlayedPiece } from '../../src/composition/playTogether.js';
import { silencesOf } from '../../src/composition/silences.js';
import { turnsOf } from '../../src/composition/turns.js';
import { MirrorError } from '../../src/errors.js';
import type { Note } from '../../src/music/note.js';
import type { Part, Score } from '../../src/music/score.js';
import { ticksPerBar } from '../../src/music/time.js';
import { formOf, plannedPart, planOf, playPhrases } from './plans.js';
import { makePlayer } from './players.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});
const scale = (tonic: number) =>
  [0, 4, 7, 0, 4, 5, 7, 9, 11, 12, 0].map((degree, i) => note(tonic + degree, i * 240));
const options = { title: 'Room', photoWidth: 100 };
const PLANNING = { bars: 4, seed: 1, harmonise: true, photo: { width: 100, height: 100 } };

/** What players play who have the same phrase alone and in the piece. */
function playAll(
  players: readonly ReturnType<typeof makePlayer>[],
  { phrases, ...change }: { phrases: readonly (readonly Note[])[] } & Partial<PlanOptions>,
): PlayedPiece {
  const auditioned = players.map((player, i) => ({
    ...player,
    audition: { ...player.audition, notes: phrases[i] as readonly Note[] },
  }));
  return playPhrases(planPiece(auditioned, { ...PLANNING, ...change }), phrases);
}

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
    const score = composeScore(playAll(players, { phrases: [scale(60), scale(60)] }), options);
    expect(score).toMatchObject({ title: 'Room', tempoBpm: 90, lengthTicks: 4 * 1920 });
    expect(score.parts[1]).toMatchObject({ name: 'cup', program: 8, gainDb: -6.02, pan: 0.4 });
  });

  it('keeps the drums’ channel free, and every part on its own', () => {
    const players = Array.from({ length: 15 }, (_, i) => makePlayer(`p${i}`));
    const played = playAll(players, { phrases: players.map(() => [note(60, 0)]) });
    const channels = composeScore(played, options).parts.map((part) => part.midiChannel);
    expect(channels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15]);
  });

  it.each([
    [true, 9],
    [false, 0],
  ])(
    'moves others into the largest object’s key if harmonise is %s, octaves aside',
    (harmonise, semitones) => {
      const players = [
        makePlayer('table', { areaShare: 0.3 }),
        makePlayer('cup', { areaShare: 0.1 }),
      ];
      const phrases = [scale(55), scale(70)];
      const score = composeScore(playAll(players, { phrases, bars: 8, harmonise }), options);
      const moves = score.parts.map((part) => (((part.semitones as number) % 12) + 12) % 12);
      expect(moves).toEqual([0, semitones]);
      for (const [i, { notes, semitones: moved = 0 }] of score.parts.entries()) {
        const own = new Set(phrases[i]?.map(({ pitch }) => pitch + moved));
        expect(notes.length).toBeGreaterThan(0);
        for (const { pitch } of notes) expect(own).toContain(pitch);
      }
    },
  );

  it('does not leave two parts in one register that play the same', () => {
    const players = [0.3, 0.3].map((areaShare, i) => makePlayer(`p${i}`, { areaShare }));
    const played = playAll(players, { phrases: [scale(60), scale(60)] });
    const [first, second] = composeScore(played, options).parts;
    expect(Math.abs((first?.semitones as number) - (second?.semitones as number))).toBe(12);
  });

  it('takes off what a touch is louder than the area asks for, and leaves its velocities', () => {
    const players = [
      makePlayer('bed', { areaShare: 0.4 }),
      makePlayer('chair', { areaShare: 0.2 }),
    ];
    const trimsAt = (velocities: readonly number[]) => {
      const phrases = velocities.map((velocity) =>
        scale(60).map((note) => ({ ...note, velocity })),
      );
      const [bed, chair] = composeScore(playAll(players, { phrases }), options).parts as [
        Part,
        Part,
      ];
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

  it('holds the onsets of a single slow object through its silence, from the beginning to the end', () => {
    const slow = [note(40, 1000, 10), note(47, 4800, 10)];
    const played = playAll([makePlayer('bed')], { phrases: [slow], bars: 8 });
    const [bed] = composeScore(played, options).parts as [Part];
    expect(bed.notes[0]?.startTicks).toBe(0);
    const last = bed.notes.at(-1) as Note;
    expect(last.startTicks + last.durationTicks).toBe(8 * 1920);
    for (const { fromTicks, toTicks } of silencesOf([bed.notes], 8 * 1920))
      expect(toTicks - fromTicks).toBeLessThanOrEqual(1920);
    for (const { pitch } of bed.notes) expect([40, 47]).toContain(pitch);
  });

  it.each([
    ['follows the harmony', 1, 2880],
    ['was recorded out of it', 0, 4 * 1920],
  ])('lets a note go as the harmony moves on where its part %s', (_, strength, end) => {
    const parts = [
      plannedPart('table', { passages: [[0, 5]], areaShare: 0.4 }),
      plannedPart('cup', { passages: [[0, 5]], strength }),
    ];
    const chords = [
      [48, 52, 55],
      [53, 57, 60],
      [55, 59, 62],
      [53, 57, 60],
      [48, 52, 55],
    ].flatMap((pitches, bar) => pitches.map((pitch) => note(pitch, bar * 1920, 1920)));
    // E, which is in the first chord and in none of the next three.
    const phrases = [chords, [note(88, 0, 4 * 1920)]];
    const plan = planOf(parts, { form: formOf([0, 1, 2, 3, 4]) });
    const [, cup] = composeScore(playPhrases(plan, phrases), options).parts;
    expect(cup?.notes.map((n) => n.startTicks + n.durationTicks)).toEqual([end]);
  });

  it('brings back together what returns, to the note', () => {
    const parts = [
      plannedPart('table', { passages: [[0, 6]], areaShare: 0.4 }),
      plannedPart('cup', { passages: [[1, 3]] }),
    ];
    const form = formOf([0, 1, 2, 3, 0, 1, 2, 4, 5], { 3: 'half', 4: 'full' });
    const phrases = parts.map((_, part) =>
      Array.from({ length: 24 }, (_, i) => note(60 + ((i * (5 + part)) % 12), i * 480)),
    );
    const score = composeScore(playPhrases(planOf(parts, { form }), phrases), options);
    const inBars = (from: number, to: number) =>
      score.parts.map(({ notes }) =>
        notes
          .filter(({ startTicks }) => startTicks >= from * 1920 && startTicks < to * 1920)
          .map(({ pitch, startTicks }) => [pitch, startTicks - from * 1920]),
      );
    expect(inBars(4, 7)).toEqual(inBars(0, 3));
    expect(inBars(0, 3)[1]).not.toEqual([]);
    expect(inBars(7, 8)).not.toEqual(inBars(3, 4));
  });

  it.each<[string, (played: PlayedPiece) => PlayedPiece, number, string]>([
    [
      'no parts',
      (played) => ({ ...played, plan: { ...played.plan, parts: [] }, parts: [] }),
      9,
      '0 for 0',
    ],
    [
      'fewer parts than planned',
      (played) => ({ ...played, parts: played.parts.slice(1) }),
      9,
      '1 for 2',
    ],
    ['a photo of no width', (played) => played, 0, 'photoWidth'],
    ['a photo of negative width', (played) => played, -3, 'received -3'],
    ['a photo of endless width', (played) => played, Infinity, 'Infinity'],
    ['a width that is none', (played) => played, Number.NaN, 'NaN'],
  ])('refuses %s', (_, change, photoWidth, words) => {
    const played = playAll([makePlayer('a'), makePlayer('b')], {
      phrases: [scale(60), scale(60)],
    });
    const call = () => composeScore(change(played), { title: 'Room', photoWidth });
    expect(call).toThrow(MirrorError);
    expect(call).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(call).toThrow(words);
  });
});

/** Rooms that are hard to bear: machines, a waltz, a limping ostinato, an oven that hardly plays, a cluster. */
const ROOM = [
  { name: 'table', areaShare: 0.39, tempoBpm: 85, every: 240, chord: [48, 55, 60, 64] },
  { name: 'bed', areaShare: 0.2, tempoBpm: 60, beats: 3, every: 960, chord: [50, 57, 62] },
  { name: 'chair', areaShare: 0.1, tempoBpm: 109, beats: 7, every: 400, chord: [60] },
  { name: 'oven', areaShare: 0.07, tempoBpm: 140, every: 4000, chord: [72, 76] },
  { name: 'grinder', areaShare: 0.02, tempoBpm: 132, every: 60, chord: [40, 41, 43] },
  { name: 'glass', areaShare: 0.01, tempoBpm: 66, every: 900, chord: [86] },
];
/** Degrees of a scale that the chords of the room walk through. */
const WALK = [0, 2, 4, 5, 7, 0, 9, 7, -5, 0];

function roomPiece(
  bars: number,
  change: { tempoBpm?: number; room?: typeof ROOM; harmonise?: boolean; seed?: number } = {},
) {
  const { room = ROOM, ...planning } = change;
  const phraseOf = (rank: number, lengthTicks: number) => {
    const { every, chord } = room[rank] as (typeof ROOM)[number];
    return Array.from({ length: Math.ceil(lengthTicks / every) }, (_, i) =>
      chord.map((pitch) => note(pitch + (WALK[i % WALK.length] as number), i * every, every)),
    ).flat();
  };
  const players = room.map(({ every, beats = 4, ...object }, rank) => {
    const onsetsPerBar = (beats * 480) / every;
    const audition = phraseOf(rank, 8 * beats * 480);
    return makePlayer(object.name, { ...object, beats, onsetsPerBar, audition });
  });
  const plan = planPiece(players, { ...PLANNING, bars, ...planning });
  const phrases = plan.parts.map(({ phraseTicks }, rank) => phraseOf(rank, phraseTicks));
  const played = playPhrases(plan, phrases);
  return { played, score: composeScore(played, options) };
}

/** When each part strikes, in seconds, but for bars in which one part alone does. */
function onsetsTogether({ parts, tempoBpm, timeSignature, lengthTicks }: Score): number[] {
  const barTicks = ticksPerBar(timeSignature);
  const barOf = (ticks: number) =>
    Math.min(lengthTicks / barTicks - 1, Math.floor((ticks + 20) / barTicks));
  const onsets = parts.flatMap(({ notes }, part) =>
    [...new Set(notes.map(({ startTicks }) => startTicks))].map((ticks) => ({ part, ticks })),
  );
  return onsets
    .filter(({ part, ticks }) =>
      onsets.some((other) => other.part !== part && barOf(other.ticks) === barOf(ticks)),
    )
    .map(({ ticks }) => (ticks / 480) * (60 / tempoBpm))
    .sort((a, b) => a - b);
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
    'has in %d bars at %d bpm at most twelve chords a second outside turns, no silence of more than a bar, and everyone in it',
    (bars, tempoBpm) => {
      const { score } = roomPiece(bars, { tempoBpm });
      const onsets = onsetsTogether(score);
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

  it.each([1, 4, 16, 47])(
    'plays in %d bars nothing but what its parts played, moved by whole semitones, and counts what it left out',
    (bars) => {
      for (const harmonise of [true, false]) {
        const { played, score } = roomPiece(bars, { harmonise });
        const { plan } = played;
        for (const [i, { notes, thinned, semitones = 0 }] of score.parts.entries()) {
          const part = played.parts[i] as PlayedPiece['parts'][number];
          const placed = placeBars(part.bars, { plan, part });
          expect(thinned).toBe(placed.length - notes.length);
          expect(Math.abs(semitones - part.semitones) % 12).toBe(0);
          const left = [...placed];
          for (const own of notes) {
            const { event } = own as Required<Note>;
            expect(part.phrase.events[event]?.pitches).toContain(own.pitch - semitones);
            const at = left.findIndex(
              (each) =>
                each.event === event &&
                each.pitch + semitones === own.pitch &&
                each.velocity === own.velocity &&
                // The first onset of all may be played at once.
                (each.startTicks === own.startTicks || own.startTicks === 0),
            );
            // No note sounds twice.
            expect(at).toBeGreaterThanOrEqual(0);
            left.splice(at, 1);
          }
        }
      }
    },
  );

  it.each([4, 7, 16, 64])('ends after %d bars with its tonic below all that is struck', (bars) => {
    for (const seed of [1, 2, 3]) {
      const { played, score } = roomPiece(bars, { seed });
      const { commonKey: common } = played.plan;
      if (!common) throw new Error('Expected a room that is in a key.');
      const lastBarTicks = score.lengthTicks - ticksPerBar(score.timeSignature);
      const last = score.parts.flatMap(({ notes }) =>
        notes.filter(({ startTicks }) => startTicks >= lastBarTicks),
      );
      const lowest = Math.min(...last.map(({ pitch }) => pitch));
      expect(lowest % 12).toBe(tonicTriad(homeOf(common)).root);
      expect(score.key).toEqual({ tonic: lowest % 12, mode: homeOf(common).mode });
      // Each part strikes once at most.
      for (const { notes } of score.parts) {
        const starts = notes.flatMap((n) => (n.startTicks >= lastBarTicks ? [n.startTicks] : []));
        expect(new Set(starts).size).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each([16, 64])('leaves the turns of the grinder whole in %d bars', (bars) => {
    const { played, score } = roomPiece(bars);
    const { plan, parts } = played;
    const rank = ROOM.findIndex(({ name }) => name === 'grinder');
    const barTicks = ticksPerBar(plan.timeSignature);
    const own = new Set(plan.form.casts[rank]);
    const turns = [...turnsOf(plan)].filter((bar) => own.has(bar));
    expect(turns.length).toBeGreaterThan(0);
    for (const [at, bar] of plan.form.bars.entries()) {
      if (!turns.includes(bar)) continue;
      const struck = score.parts.map(
        ({ notes }) =>
          notes.filter(({ startTicks }) => Math.floor((startTicks + 5) / barTicks) === at).length,
      );
      expect(struck[rank]).toBe(parts[rank]?.bars[bar]?.length);
      expect(struck[rank]).toBe(struck.reduce((sum, count) => sum + count));
    }
  });

  it('gives the same piece again, and leaves what was played as it was', () => {
    const { played, score } = roomPiece(16);
    expect(roomPiece(16).score).toEqual(score);
    const before = structuredClone(played.parts);
    composeScore(played, options);
    expect(played.parts).toEqual(before);
  });
});
