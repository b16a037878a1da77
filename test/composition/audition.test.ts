import { describe, expect, it } from 'vitest';
import { audition } from '../../src/composition/audition.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';
import { grainyPhoto } from './photos.js';
import { makePlayer, TINY_RECORDINGS, tinyPlayer } from './players.js';

const photo = grainyPhoto();

describe('audition', () => {
  it('lets each player play eight bars of its own metre', () => {
    const [free, own] = audition([tinyPlayer([null]), tinyPlayer([83])], { photo, seed: 1 });
    for (const player of [free, own]) {
      const { notes, lengthTicks } = player?.audition ?? { notes: [], lengthTicks: 0 };
      expect(lengthTicks).toBe(8 * 1440);
      expect(notes.length).toBeGreaterThan(0);
      for (const { startTicks, durationTicks } of notes) {
        expect(startTicks).toBeGreaterThanOrEqual(0);
        expect(startTicks + durationTicks).toBeLessThanOrEqual(lengthTicks);
      }
    }
  });

  it('takes the tempo of a recording, and none where all are free', () => {
    const players = [tinyPlayer([83, 61]), tinyPlayer([null]), tinyPlayer([null, 61])];
    const tempi = audition(players, { photo, seed: 4 }).map(({ ownTempoBpm }) => ownTempoBpm);
    expect([83, 61]).toContain(tempi[0]);
    expect(tempi.slice(1)).toEqual([null, 61]);
  });

  it('counts chords and not fingers, those of busy bars more than those of calm ones', () => {
    const [player] = audition([tinyPlayer([83])], { photo, seed: 2 });
    const { notes, onsetsPerBar } = player?.audition ?? { notes: [], onsetsPerBar: 0 };
    const counts = Array.from({ length: 8 }, (_, bar) => {
      const own = notes.filter(({ event = 0 }) => eventBar(notes, event) === bar);
      return new Set(own.map(({ event }) => event)).size;
    });
    const mean = counts.reduce((sum, count) => sum + count) / 8;
    expect(onsetsPerBar).toBeGreaterThanOrEqual(mean);
    expect(onsetsPerBar).toBeLessThanOrEqual(Math.max(...counts));
    const chords = notes.length / new Set(notes.map(({ event }) => event)).size;
    expect(chords).toBeGreaterThan(1.2);
  });

  it('is as dense as its recordings are where they sound, however it opens', () => {
    const [player] = audition([tinyPlayer([83])], { photo, seed: 2 });
    if (player?.decoder.kind !== 'phrase') throw new Error('Expected a decoder of kind phrase.');
    const { decoder } = player;
    // Bars full of sixteenths, between bars of nothing.
    const full = Array.from({ length: 12 }, (_, i) => [0, i < 11 ? 3 : 3 + 3 * 36] as const);
    const machine = {
      ...player,
      decoder: { ...decoder, sequences: { ...decoder.sequences, events: [[...full, ...full]] } },
    };
    expect(audition([machine], { photo, seed: 2 })[0]?.audition.onsetsPerBar).toBe(12);
  });

  it('has a density where grace notes stand on the step of their note', () => {
    const { matched } = makePlayer('kettle');
    const vocabulary = { interOnset: [0, 12], metricalPosition: [0, 12, 24] };
    const decoder = tinyDecoder('phrase', {
      object: 'kettle',
      recordings: TINY_RECORDINGS,
      vocabulary,
    });
    for (let seed = 0; seed < 20; seed++) {
      const [player] = audition([{ matched, decoder }], { photo, seed });
      expect(player?.audition.onsetsPerBar).toBeGreaterThan(0);
    }
  });

  it('is the same for the same photo, voice and seed, and another for another', () => {
    const player = tinyPlayer([83]);
    const [once, again, other] = [5, 5, 6].map(
      (seed) => audition([player], { photo, seed })[0]?.audition,
    );
    expect(again).toEqual(once);
    expect(other?.notes).not.toEqual(once?.notes);
    const second = { ...player, matched: { ...player.matched, instance: 2, instances: 2 } };
    const beside = audition([player, second], { photo, seed: 5 });
    expect(beside[0]?.audition).toEqual(once);
    expect(beside[1]?.audition.notes).not.toEqual(once?.notes);
  });

  it('keeps what it is given of each player, and leaves it as it was', () => {
    const player = tinyPlayer([83]);
    const before = structuredClone(player);
    expect(audition([player], { photo, seed: 1 })[0]).toMatchObject({ matched: player.matched });
    expect(player).toEqual(before);
    expect(audition([], { photo, seed: 1 })).toEqual([]);
  });

  it('lets a decoder of kind seed open as well', () => {
    const [player] = audition([tinyPlayer([83], 'seed')], { photo, seed: 1 });
    // Eighths: six in a bar of 3/4.
    expect(player?.audition.onsetsPerBar).toBe(6);
  });
});

/** In which bar an event begins: that of its first note. */
function eventBar(notes: readonly { event?: number; startTicks: number }[], event: number): number {
  const first = notes.find((note) => note.event === event);
  return Math.floor(((first?.startTicks ?? 0) + 20) / 1440);
}
