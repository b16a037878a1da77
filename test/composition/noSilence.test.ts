import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audition } from '../../src/composition/audition.js';
import { composeScore } from '../../src/composition/composeScore.js';
import { planPiece } from '../../src/composition/planPiece.js';
import type { Player } from '../../src/composition/playing/player.js';
import { playTogether } from '../../src/composition/playTogether.js';
import { mirrorObject } from '../../src/mirrorObject.js';
import type { Note } from '../../src/music/note.js';
import type { Score } from '../../src/music/score.js';
import { writeMidi } from '../../src/output/writeMidi.js';
import { grainyPhoto } from './photos.js';
import { playPhrases } from './plans.js';
import { makePlayer } from './players.js';
import { starterObjects, starterPlayer } from './starterPlayers.js';

const { longestSilence } = await import(
  new URL('../../bench/silence/longestSilence.js', import.meta.url).href
);
/** Of the written file, in bars. */
const silentBars = (score: Score): number => longestSilence(writeMidi(score)).bars;

const objects = await starterObjects();
const photo = grainyPhoto();
const options = { title: 'Room', photoWidth: photo.width };

function mirror(
  players: readonly Player[],
  { seed, bars, tempoBpm }: { seed: number; bars: number; tempoBpm?: number | undefined },
): Score {
  const playing = { photo, seed };
  const planning = { bars, tempoBpm, seed, harmonise: true, photo };
  const plan = planPiece(audition(players, playing), planning);
  return composeScore(playTogether(plan, playing), options);
}

describe('a piece has no silence of more than a bar', () => {
  it.each([
    { seed: 1, bars: 24 },
    { seed: 2, bars: 16, tempoBpm: 60 },
    { seed: 3, bars: 4, tempoBpm: 300 },
    { seed: 4, bars: 4, tempoBpm: 20 },
  ])('with each starter object alone: %o', async (piece) => {
    for (const object of objects) {
      const score = mirror([await starterPlayer(object, 0.2)], piece);
      expect([object.name, silentBars(score)]).toEqual([object.name, expect.toSatisfy(atMostABar)]);
    }
  });

  it.each([
    { size: 2, seed: 1, bars: 16 },
    { size: 3, seed: 2, bars: 16, tempoBpm: 200 },
  ])('with starter objects in groups: %o', async ({ size, ...piece }) => {
    for (let from = 0; from + size <= objects.length; from += size) {
      const group = objects.slice(from, from + size);
      const shares = [0.3, 0.05, 0.004];
      const players = await Promise.all(
        group.map((object, rank) => starterPlayer(object, shares[rank] as number)),
      );
      const names = group.map(({ name }) => name).join(', ');
      expect([names, silentBars(mirror(players, piece))]).toEqual([
        names,
        expect.toSatisfy(atMostABar),
      ]);
    }
  });

  it.each([1, 4])('with an object by itself, without a photo: seed %d', async (seed) => {
    for (const object of objects) {
      const score = await mirrorObject(object, { seed, bars: 16 });
      expect([object.name, silentBars(score)]).toEqual([object.name, expect.toSatisfy(atMostABar)]);
    }
  });

  it('with slow parts in any metre, tempo and length', () => {
    fc.assert(
      fc.property(slowRoom, ({ slow, bars, tempoBpm, harmonise, seed }) => {
        const byArea = [...slow].sort((a, b) => b.areaShare - a.areaShare);
        const players = byArea.map((player, i) =>
          makePlayer(`p${i}`, { ...player, audition: slowPhrase(player, 8 * 480 * player.beats) }),
        );
        const planning = { bars, tempoBpm: tempoBpm ?? undefined, seed, harmonise, photo };
        const plan = planPiece(players, planning);
        const phrases = plan.parts.map(({ phraseTicks }, i) =>
          slowPhrase(byArea[i] as SlowPlayer, phraseTicks),
        );
        const score = composeScore(playPhrases(plan, phrases), options);
        expect(silentBars(score)).toSatisfy(atMostABar);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

function atMostABar(bars: number): boolean {
  return bars <= 1;
}

/** Onsets that come back in turn, `restTicks` after one another's onset. */
interface SlowPlayer {
  readonly areaShare: number;
  readonly tempoBpm: number | null;
  readonly beats: number;
  /** When it plays by itself. */
  readonly onsetsPerBar: number;
  readonly firstTicks: number;
  readonly onsets: readonly { pitches: number[]; restTicks: number; durationTicks: number }[];
}

const slowRoom = fc.record({
  slow: fc.array(
    fc.record<SlowPlayer>({
      areaShare: fc.double({ min: 0.001, max: 0.6, noNaN: true }),
      tempoBpm: fc.option(fc.integer({ min: 20, max: 300 })),
      beats: fc.integer({ min: 2, max: 7 }),
      onsetsPerBar: fc.double({ min: 0, max: 40, noNaN: true }),
      firstTicks: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })),
      onsets: fc.array(
        fc.record({
          pitches: fc.array(fc.integer({ min: 30, max: 90 }), { minLength: 1, maxLength: 4 }),
          restTicks: fc.integer({ min: 240, max: 20_000 }),
          durationTicks: fc.integer({ min: 1, max: 6000 }),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  bars: fc.integer({ min: 1, max: 32 }),
  tempoBpm: fc.option(fc.integer({ min: 20, max: 300 })),
  harmonise: fc.boolean(),
  seed: fc.nat({ max: 99 }),
});

function slowPhrase({ firstTicks, onsets }: SlowPlayer, lengthTicks: number): Note[] {
  const notes: Note[] = [];
  let startTicks = Math.min(firstTicks, lengthTicks - 1);
  for (let i = 0; startTicks < lengthTicks; i++) {
    const { pitches, restTicks, durationTicks } = onsets[i % onsets.length] as (typeof onsets)[0];
    const heldTicks = Math.min(durationTicks, lengthTicks - startTicks);
    for (const pitch of new Set(pitches)) {
      notes.push({ pitch, startTicks, durationTicks: heldTicks, velocity: 57 });
    }
    startTicks += restTicks;
  }
  return notes;
}
