import { describe, expect, it } from 'vitest';
import { type PlanOptions, planPiece } from '../../src/composition/planPiece.js';
import { ownTicks } from '../../src/composition/timing.js';
import { MirrorError } from '../../src/errors.js';
import type { Note } from '../../src/music/note.js';
import { ticksPerBar } from '../../src/music/time.js';
import { makePlayer } from './players.js';

type Players = Parameters<typeof planPiece>[0];
const plan = (players: Players, options: Partial<PlanOptions> & { bars: number }) =>
  planPiece(players, {
    seed: 1,
    harmonise: true,
    photo: { width: 100, height: 100 },
    ...options,
  });

const play = (tonic: number, degrees = [0, 4, 7, 0, 4, 5, 7, 9, 11, 12, 0]): Note[] =>
  degrees.map((degree, i) => ({
    pitch: tonic + degree,
    startTicks: i * 240,
    durationTicks: 240,
    velocity: 57,
  }));
const CHROMATIC = play(
  40,
  Array.from({ length: 12 }, (_, i) => i),
);

/** A room of calm objects and a machine, in several metres and tempi, and one without a beat. */
const ROOM = [
  makePlayer('table', { areaShare: 0.4, tempoBpm: 90, audition: play(55) }),
  makePlayer('bed', { areaShare: 0.2, tempoBpm: 60, beats: 3, audition: play(58) }),
  makePlayer('cup', { areaShare: 0.1, tempoBpm: 170, onsetsPerBar: 7, audition: play(67) }),
  makePlayer('wind', { areaShare: 0.08, tempoBpm: null, onsetsPerBar: 2, audition: CHROMATIC }),
  makePlayer('grinder', { areaShare: 0.04, tempoBpm: 132, onsetsPerBar: 32 }),
];

describe('planPiece', () => {
  it('takes the tempo that most come near to, the metre with the largest area, and the tempo that it is given', () => {
    const players = [
      makePlayer('table', { tempoBpm: 80, areaShare: 0.4 }),
      makePlayer('bed', { tempoBpm: 92, areaShare: 0.3, beats: 3 }),
      makePlayer('sink', { tempoBpm: 92, areaShare: 0.2, beats: 3 }),
    ];
    expect(plan(players, { bars: 8 })).toMatchObject({
      tempoBpm: 92,
      timeSignature: { beats: 3, beatUnit: 4 },
      bars: 8,
    });
    expect(plan(players, { bars: 8, tempoBpm: 131 }).tempoBpm).toBe(131);
  });

  it('keeps the seconds of an object without a beat, and lets the others decide tempo and metre', () => {
    const players = [
      makePlayer('wind', { tempoBpm: null, beats: 4, areaShare: 0.6 }),
      makePlayer('table', { tempoBpm: 87, beats: 3, areaShare: 0.2 }),
    ];
    const { tempoBpm, timeSignature, parts } = plan(players, { bars: 8 });
    expect([tempoBpm, timeSignature]).toEqual([87, { beats: 3, beatUnit: 4 }]);
    expect(parts[0]?.stretch).toBeCloseTo(87 / 120);
  });

  it.each([1, 4, 16, 47, 64])(
    'gives each part of %d bars the passages of its cast, and asks its decoder for as much as they hold',
    (bars) => {
      const { form, parts, timeSignature } = plan(ROOM, { bars });
      expect(form.bars).toHaveLength(bars);
      expect(parts.map(({ matched }) => matched.object.name)).toEqual(
        ROOM.map(({ matched }) => matched.object.name),
      );
      for (const [i, { passages, holds, stretch, phraseTicks, decoder }] of parts.entries()) {
        const played = passages.flatMap(({ firstBar, bars: length }) =>
          Array.from({ length }, (_, bar) => firstBar + bar),
        );
        expect(played).toEqual(form.casts[i]);
        // Passages are whole: no two of them touch.
        for (const [at, { firstBar }] of passages.entries()) {
          const before = passages[at - 1];
          if (before) expect(firstBar).toBeGreaterThan(before.firstBar + before.bars);
        }
        expect(holds).toEqual(form.holds[i]);
        const own = { stretch, timeSignature: decoder.timeSignature };
        const barTicks = ticksPerBar(timeSignature);
        const sum = passages.reduce((all, each) => all + ownTicks(each.bars * barTicks, own), 0);
        expect(phraseTicks).toBe(sum);
        expect(phraseTicks % ticksPerBar(decoder.timeSignature)).toBe(0);
        expect(phraseTicks * stretch).toBeGreaterThanOrEqual(played.length * barTicks);
      }
    },
  );

  it('asks slow and fast decoders for as many bars of their own as fill the piece’s', () => {
    const alone = (tempoBpm: number, beats = 4) =>
      plan([makePlayer('clock', { tempoBpm, beats })], { bars: 1, tempoBpm: 120 }).parts[0];
    expect(alone(120)).toMatchObject({ stretch: 1, phraseTicks: 1920 });
    expect(alone(240)).toMatchObject({ stretch: 0.5, phraseTicks: 2 * 1920 });
    // A bar of the piece is half a bar of its own, which it fills to the end.
    expect(alone(60)).toMatchObject({ stretch: 2, phraseTicks: 1920 });
    expect(alone(30)).toMatchObject({ stretch: 4, phraseTicks: 1920 });
    expect(alone(480, 3)).toMatchObject({ stretch: 0.25, phraseTicks: 4 * 1440 });
  });

  it('brings the parts into the key of the first that is in one, as far as they are in any', () => {
    const { commonKey: common, parts } = plan(
      [makePlayer('fog'), ...ROOM.slice(0, 4)].slice(0, 5),
      {
        bars: 16,
      },
    );
    expect(common).toMatchObject({ key: { relativeMajor: 7, mode: 'major' }, leader: 1 });
    expect(parts.map(({ semitones }) => semitones)).toEqual([0, 0, -3, 0, 0]);
    expect(parts[1]?.strength).toBeGreaterThan(0.8);
    expect(parts[4]?.strength).toBe(0);
  });

  it.each([
    ['nothing is to be harmonised', ROOM, false],
    ['no part is in a key', [makePlayer('wind', { audition: CHROMATIC })], true],
  ])('leaves each part its key where %s', (_, players, harmonise) => {
    const { commonKey: common, parts } = plan(players, { bars: 8, harmonise });
    expect(common).toBeUndefined();
    for (const part of parts) expect(part).toMatchObject({ semitones: 0, strength: 0 });
  });

  it('gives a machine bars of its own, and with it the other voices of its object', () => {
    const machines = [32, 3].map((onsetsPerBar, i) =>
      makePlayer('grinder', { areaShare: 0.05 - 0.01 * i, onsetsPerBar, instance: i + 1 }),
    );
    const { form } = plan([ROOM[0] as Players[0], ...machines], { bars: 32 });
    for (const voice of [1, 2]) {
      for (const bar of form.casts[voice] as readonly number[]) {
        const playing = form.casts.filter((cast) => cast.includes(bar));
        if (bar !== form.bars.at(-1)) expect(playing).toHaveLength(1);
      }
    }
  });

  it('counts density in seconds of the piece: at another tempo other bars are another’s', () => {
    // Eight onsets a bar are 2 a second at 60 and 10 at 300.
    const players = [ROOM[0] as Players[0], makePlayer('cup', { areaShare: 0.2, onsetsPerBar: 8 })];
    const shared = (options: {
      tempoBpm: number;
      ownTempoBpm?: number;
      mostOnsetsASecond?: number;
    }) => {
      const { tempoBpm, ownTempoBpm = tempoBpm, mostOnsetsASecond } = options;
      const own = players.map((player) => ({ ...player, ownTempoBpm }));
      const { casts } = plan(own, { bars: 32, tempoBpm, mostOnsetsASecond }).form;
      return casts[1]?.filter((bar) => casts[0]?.includes(bar)).length as number;
    };
    expect(shared({ tempoBpm: 60 })).toBeGreaterThan(4);
    expect(shared({ tempoBpm: 300 })).toBeLessThanOrEqual(1);
    // Stretched fourfold they are as slow as they were, and where more is allowed there is room.
    expect(shared({ tempoBpm: 300, ownTempoBpm: 75 })).toBeGreaterThan(4);
    expect(shared({ tempoBpm: 300, mostOnsetsASecond: 60 })).toBeGreaterThan(4);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(plan(ROOM, { bars: 64, seed: 7 })).toEqual(plan(ROOM, { bars: 64, seed: 7 }));
    const forms = [1, 2, 3, 4].map((seed) => JSON.stringify(plan(ROOM, { bars: 64, seed }).form));
    expect(new Set(forms).size).toBe(4);
  });

  it('remembers the cap, twelve where nothing is said', () => {
    expect(plan(ROOM, { bars: 8 }).mostOnsetsASecond).toBe(12);
    expect(plan(ROOM, { bars: 8, mostOnsetsASecond: 7.5 }).mostOnsetsASecond).toBe(7.5);
  });

  it.each<[string, Players, Partial<PlanOptions>, string]>([
    ['no players', [], {}, '1 to 15 players'],
    ['sixteen players', Array(16).fill(ROOM[0]), {}, 'received 16'],
    ['no bars', ROOM, { bars: 0 }, 'bars'],
    ['half a bar', ROOM, { bars: 8.5 }, 'bars'],
    ['more bars than there may be', ROOM, { bars: 513 }, 'bars'],
    ['a tempo that is too slow', ROOM, { tempoBpm: 19 }, 'tempoBpm'],
    ['a tempo that is none', ROOM, { tempoBpm: Number.NaN }, 'tempoBpm'],
    ['a cap of nothing', ROOM, { mostOnsetsASecond: 0 }, 'mostOnsetsASecond'],
    ['a cap beyond hearing', ROOM, { mostOnsetsASecond: 101 }, 'mostOnsetsASecond'],
  ])('refuses %s', (_, players, options, words) => {
    const call = () => plan(players, { bars: 8, ...options });
    expect(call).toThrow(MirrorError);
    expect(call).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(call).toThrow(words);
  });
});
