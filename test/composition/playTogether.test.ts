import { beforeAll, describe, expect, it } from 'vitest';
import { type AuditionedPlayer, audition } from '../../src/composition/audition.js';
import { explainForm } from '../../src/composition/explanation/explainForm.js';
import { tonicTriad } from '../../src/composition/harmony/chord.js';
import { tuningBy } from '../../src/composition/harmony/commonKey.js';
import { placeInMaterial } from '../../src/composition/passages.js';
import { placeBars } from '../../src/composition/placeBars.js';
import { type PiecePlan, type PlannedPart, planPiece } from '../../src/composition/planPiece.js';
import { playPhrase } from '../../src/composition/playing/playPhrase.js';
import { type PlayedPiece, playTogether } from '../../src/composition/playTogether.js';
import { pairIntervals } from '../../src/evaluation/pieces/pairIntervals.js';
import { triadPairs } from '../../src/evaluation/pieces/triads.js';
import { estimateKey, type KeyEstimate, tonicOf } from '../../src/music/key.js';
import { keyPresses } from '../../src/music/keyPresses.js';
import { ticksPerBar } from '../../src/music/time.js';
import { grainyPhoto } from './photos.js';
import { formOf, planOf } from './plans.js';
import { starterCast } from './starterPlayers.js';

const photo = grainyPhoto();
/** Calm objects with a tonality, the largest first. */
const ROOMS = [
  ['couch', 'bed', 'kitchen-table'],
  ['refrigerator', 'person', 'wine-glass'],
];
const SEEDS = [1, 2, 3];
let casts: AuditionedPlayer[][];
let plans: { readonly plan: PiecePlan; readonly seed: number }[];

const planned = (players: AuditionedPlayer[], seed: number, harmonise = true) =>
  planPiece(players, { bars: 16, seed, harmonise, photo });

beforeAll(async () => {
  const rooms = await Promise.all(ROOMS.map(starterCast));
  casts = rooms.map((room) => audition(room, { photo, seed: 1 }));
  plans = rooms.flatMap((room) =>
    SEEDS.map((seed) => ({ plan: planned(audition(room, { photo, seed }), seed), seed })),
  );
});

/** What all parts play where it stands in the piece, in its key. */
function tracksOf({ plan, parts }: PlayedPiece) {
  return parts.map((part) =>
    placeBars(part.bars, { plan, part }).map((note) => ({
      ...note,
      pitch: note.pitch + part.semitones + 12,
    })),
  );
}

/** Of the time that two tracks sound together, the share in which they stand a semitone apart. */
function clashOf(pieces: readonly PlayedPiece[]): number {
  const pairs = pieces.map((piece) => pairIntervals(tracksOf(piece)).pairs);
  const sum = (of: 'semitone' | 'together') => pairs.reduce((all, each) => all + each[of], 0);
  return sum('semitone') / sum('together');
}

/** Of the half bars that two parts share, those in which one triad fits both best. */
function sameTriadOf(pieces: readonly PlayedPiece[]): number {
  const pairs = pieces.map((piece) =>
    triadPairs(tracksOf(piece), { cellTicks: 960, cells: 2 * piece.plan.bars }),
  );
  const sum = (of: 'same' | 'pairs') => pairs.reduce((all, each) => all + each[of], 0);
  return sum('same') / sum('pairs');
}

/** The same parts, moved into the same key, which no harmony reaches. */
const unheard = (plan: PiecePlan): PiecePlan => ({
  ...plan,
  parts: plan.parts.map((part) => ({ ...part, strength: 0 })),
});

describe('playTogether', () => {
  it('lets parts clash less, and agree on triads more, than without a harmony', () => {
    const together = plans.map(({ plan, seed }) => playTogether(plan, { photo, seed }));
    const apart = plans.map(({ plan, seed }) => playTogether(unheard(plan), { photo, seed }));
    expect(clashOf(apart)).toBeGreaterThan(0.2);
    expect(clashOf(together)).toBeLessThan(0.75 * clashOf(apart));
    expect(sameTriadOf(together)).toBeGreaterThan(1.3 * sameTriadOf(apart));
  });

  it('lays down a triad wherever a part in the key plays', () => {
    for (const { plan, seed } of plans) {
      const played = playTogether(plan, { photo, seed });
      const { triadAt } = played.harmony as NonNullable<PlayedPiece['harmony']>;
      for (const part of played.parts.filter(({ strength }) => strength > 0.9)) {
        for (const [bar, notes] of part.bars.entries())
          if (notes.length > 0) expect(triadAt({ bar, ticks: 0 })).toBeDefined();
      }
    }
  });

  it('gives each part its phrase, as long as planned, and its bars of it', () => {
    for (const { plan, seed } of plans) {
      const { parts } = playTogether(plan, { photo, seed });
      expect(parts).toHaveLength(plan.parts.length);
      for (const [i, { phrase, bars, passages, ...part }] of parts.entries()) {
        expect(part.matched).toBe(plan.parts[i]?.matched);
        expect(phrase.lengthTicks).toBe(part.phraseTicks);
        expect(bars).toHaveLength(plan.form.material.length);
        const own = new Set(plan.form.casts[i]);
        for (const [bar, notes] of bars.entries()) {
          if (!own.has(bar)) expect(notes).toEqual([]);
          for (const { event, pitch } of notes)
            expect(phrase.events[event as number]?.pitches).toContain(pitch);
        }
        expect(bars.flat().length).toBeGreaterThan(0);
        const placeOf = placeInMaterial({ ...part, passages }, 1920);
        expect(placeOf(0)?.bar).toBe(passages[0]?.firstBar);
      }
    }
  });

  it('decodes each part after those that are larger, which nothing after them changes but the key', () => {
    const keys = plans.map(({ plan, seed }) => {
      const all = playTogether(plan, { photo, seed });
      const first = { ...plan, parts: plan.parts.slice(0, 2) };
      const fewer = playTogether(first, { photo, seed });
      const [own, of] = [fewer, all].map((played) => played.plan.commonKey?.key);
      const isSame = own?.relativeMajor === of?.relativeMajor && own?.mode === of?.mode;
      // Bars in which the third plays are no longer shared, so a turn may begin or end: the leader has none.
      if (isSame) expect(fewer.parts[0]?.phrase).toEqual(all.parts[0]?.phrase);
      return isSame;
    });
    expect(keys).toContain(true);
  });

  it('is the same for the same plan and seed, and another for another', () => {
    const { plan, seed } = plans[0] as (typeof plans)[number];
    const once = playTogether(plan, { photo, seed });
    expect(playTogether(plan, { photo, seed }).parts).toEqual(once.parts);
    expect(playTogether(plan, { photo, seed: 77 }).parts).not.toEqual(once.parts);
    expect(playTogether(structuredClone(plan), { photo, seed }).parts).toEqual(once.parts);
  });

  it('leaves a part free in its turns', () => {
    const { plan, seed } = plans[0] as (typeof plans)[number];
    const [leader, second] = plan.parts as [PlannedPart, PlannedPart];
    const form = formOf([0, 1, 2, 3, 4]);
    const phraseTicks = 4 * ticksPerBar(second.decoder.timeSignature);
    const play = (holds: readonly number[], bars: number) => {
      const passages = [{ firstBar: 0, bars }];
      const rest = { ...leader, passages, holds };
      const turn = { ...second, passages: [{ firstBar: 2, bars: 1 }], phraseTicks };
      const common = plan.commonKey as NonNullable<PiecePlan['commonKey']>;
      const parts = [rest, { ...turn, strength: 1 }];
      const piece = { ...planOf(parts, { form, key: common.key }), common };
      return playTogether(piece, { photo, seed }).parts[1]?.phrase;
    };
    const alone = playPhrase(second, { photo, seed, lengthTicks: phraseTicks });
    expect(play([2], 2)).toEqual(alone);
    expect(play([], 4)).not.toEqual(alone);
  });

  it('leaves the plan as it was', () => {
    const { plan, seed } = plans[1] as (typeof plans)[number];
    const before = structuredClone(plan);
    playTogether(plan, { photo, seed });
    expect(plan).toEqual(before);
  });

  it('may be in another key than the audition promised: that in which all of it is heard; the leader stays, and the others move', () => {
    let agreeing = 0;
    for (const { plan, seed } of plans) {
      const common = plan.commonKey as NonNullable<PiecePlan['commonKey']>;
      const auditions = plan.parts.map(({ audition }) => audition.notes);
      const honest = playTogether(plan, { photo, seed });
      const heard = estimateKey(tracksOf(honest).flatMap(keyPresses));
      agreeing += Number(heard?.relativeMajor === honest.plan.commonKey?.key.relativeMajor);
      const key: KeyEstimate = {
        ...common.key,
        relativeMajor: (common.key.relativeMajor + 6) % 12,
      };
      const misled = playTogether({ ...plan, commonKey: { ...common, key } }, { photo, seed });
      for (const { harmony, parts, plan: played } of [honest, misled]) {
        const settled = played.commonKey as NonNullable<PiecePlan['commonKey']>;
        expect(settled.leader).toBe(common.leader);
        expect(harmony?.key).toEqual(settled.key);
        expect(parts[common.leader]?.semitones).toBe(0);
        if (settled.key === key) continue;
        for (const [i, { semitones, strength }] of parts.entries()) {
          const { relativeMajor } = settled.key;
          const notes = auditions[i] as (typeof auditions)[number];
          expect({ semitones, strength }).toEqual(tuningBy(notes, { relativeMajor, semitones }));
          expect(played.parts[i]).toMatchObject({ semitones, strength });
        }
      }
    }
    // Under another key's cadences a piece may be heard in another key again.
    expect(agreeing).toBeGreaterThan(plans.length / 2);
  });

  it('is in the key that it is heard in, or closes there, or stays as it was planned', async () => {
    const ways = new Set<string>();
    for (const names of [ROOMS[0] as readonly string[], ['cat'], ['bird'], ['boat']]) {
      const players = await starterCast(names);
      for (const seed of [1, 2, 3]) {
        const plan = planned(audition(players, { photo, seed }), seed);
        const played = playTogether(plan, { photo, seed });
        const heard = estimateKey(tracksOf(played).flatMap(keyPresses));
        const { key, home } = played.plan.commonKey ?? {};
        if (home) {
          // Only the close is of another key than the plan's.
          expect(key).toBe(plan.commonKey?.key);
          expect(heard).toMatchObject({ relativeMajor: home.relativeMajor, mode: home.mode });
          const lastBar = plan.form.bars.at(-1) as number;
          expect(played.harmony?.triadAt({ bar: lastBar, ticks: 0 })).toEqual(tonicTriad(home));
          expect(explainForm(played).key).toMatchObject({ tonic: tonicOf(home), mode: home.mode });
          ways.add('closes');
        } else if (heard?.relativeMajor === key?.relativeMajor && heard?.mode === key?.mode) {
          ways.add('heard');
        } else {
          expect(key).toBe(plan.commonKey?.key);
          ways.add('planned');
        }
      }
    }
    expect([...ways]).toEqual(expect.arrayContaining(['heard', 'closes']));
  });

  it('keeps each part its own where nothing is to be harmonised', () => {
    const [players] = casts as [AuditionedPlayer[]];
    const plan = planned(players, 1, false);
    const played = playTogether(plan, { photo, seed: 1 });
    expect(played.harmony).toBeUndefined();
    expect(played.plan).toBe(plan);
    for (const { semitones, strength } of played.parts)
      expect([semitones, strength]).toEqual([0, 0]);
  });
});
