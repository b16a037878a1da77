import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { openPad } from '../../../src/studio/page/state/pad.js';
import type { Auditioned } from '../../../src/studio/page/state/session.js';
import type { MapAnswer, PlacesRequest } from '../../../src/studio/protocol/pad.js';

const cup: MapAnswer = {
  object: 'cup',
  program: 11,
  takes: ['take-1.mid', 'take-2.mid'],
  points: [
    [0.2, 0.3, 0],
    [0.25, 0.3, 0],
    [0.8, 0.7, 1],
  ],
  kinds: ['phrase', 'seed'],
};

/** A server that answers with one note, and an audition that is a list. */
function fakes() {
  const asked: PlacesRequest[] = [];
  const auditions: { id: number; isNext: boolean }[] = [];
  const programs: number[] = [];
  const kept: unknown[] = [];
  const auditioned = signal<Auditioned | undefined>(undefined);
  let ends = 0;
  let failure: Error | undefined;
  const pad = openPad({
    server: {
      map: async () => {
        if (failure) throw failure;
        return cup;
      },
      places: async (_, request) => {
        asked.push(request);
        if (failure) throw failure;
        return {
          notes: [60, 0, 480, 80],
          lengthTicks: 960 * request.places.length,
          tempoBpm: 90,
          startTicks: request.places.map((_, i) => 960 * i),
          latents: request.places.map(() => [0.5, -1]),
        };
      },
    },
    auditioned,
    audition: (_, { isNext = false, program }) => {
      programs.push(program);
      auditions.push({ id: auditions.length + 1, isNext });
      return auditions.length;
    },
    endAudition: () => {
      ends++;
    },
    keep: (...words) => void kept.push(words),
    newSeed: () => 3,
    programOf: () => 42,
  });
  return {
    pad,
    asked,
    auditions,
    programs,
    kept,
    ends: () => ends,
    fail: (error: Error | undefined) => {
      failure = error;
    },
    sounds: (id: number, ticks: number) => {
      auditioned.value = { id, name: '', ticks, lengthTicks: 1920, time: 0 };
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the latent pad', () => {
  it('opens on a take, or on the take-off that was kept', async () => {
    const { pad } = fakes();
    await pad.open('cup', undefined);
    expect(pad.map.value).toBe(cup);
    expect(pad.place.value).toEqual([0.2, 0.3]);
    await pad.open('cup', { x: 0.6, y: 0.1, latent: [1] });
    expect(pad.place.value).toEqual([0.6, 0.1]);
  });

  it('plays what lies where it was dragged to last, by the kind that is chosen', async () => {
    const { pad, asked, auditions, programs } = fakes();
    await pad.open('cup', undefined);
    for (const x of [0.1, 0.2, 0.3, 0.4]) {
      pad.moveTo([x, 2]);
      pad.hear();
    }
    await settled();
    expect(asked.map(({ places }) => places)).toEqual([[[0.1, 1]], [[0.4, 1]]]);
    expect(auditions.map(({ isNext }) => isNext)).toEqual([false, false]);
    pad.choose('seed');
    pad.hear();
    await settled();
    expect(asked.at(-1)).toEqual({ places: [[0.4, 1]], kind: 'seed' });
    expect(new Set(programs)).toEqual(new Set([42]));
  });

  it('walks without gaps: each phrase is asked for as the one before begins', async () => {
    const { pad, asked, auditions, sounds, ends } = fakes();
    await pad.open('cup', undefined);
    pad.walk();
    await settled();
    expect(auditions).toEqual([{ id: 1, isNext: false }]);
    expect(asked[0]?.places[0]).toEqual([0.2, 0.3]);
    sounds(1, 10);
    await settled();
    expect(auditions.at(-1)).toEqual({ id: 2, isNext: true });
    sounds(1, 1000);
    expect(pad.place.value).toEqual(asked[0]?.places[1]);
    await settled();
    expect(auditions.length).toBe(2);
    sounds(2, 0);
    await settled();
    expect(auditions.length).toBe(3);
    expect(pad.trail.value.length).toBeGreaterThan(2);
    pad.stop();
    expect(ends()).toBe(1);
    sounds(3, 0);
    await settled();
    expect(auditions.length).toBe(3);
  });

  it('keeps what kind phrase has at the place, and forgets it', async () => {
    const { pad, kept, asked } = fakes();
    await pad.open('cup', undefined);
    pad.choose('seed');
    await pad.keep();
    expect(asked.at(-1)).toEqual({ places: [[0.2, 0.3]], kind: 'phrase' });
    pad.forget();
    expect(kept).toEqual([
      ['cup', { x: 0.2, y: 0.3, latent: [0.5, -1] }],
      ['cup', undefined],
    ]);
  });

  it('says what does not work out, and goes on when it works again', async () => {
    const { pad, fail, auditions } = fakes();
    fail(new Error('cup is not trained.'));
    await pad.open('cup', undefined);
    expect(pad.problem.value).toBe('cup is not trained.');
    fail(undefined);
    await pad.open('cup', undefined);
    expect(pad.problem.value).toBeUndefined();
    fail(new Error('away'));
    pad.walk();
    await settled();
    expect(pad.problem.value).toBe('away');
    expect(pad.isWalking.value).toBe(false);
    fail(undefined);
    pad.hear();
    await settled();
    expect(pad.problem.value).toBeUndefined();
    expect(auditions.length).toBe(1);
  });

  it('hears nothing that was asked for before it was closed', async () => {
    const { pad, auditions } = fakes();
    await pad.open('cup', undefined);
    pad.hear();
    pad.walk();
    pad.close();
    await settled();
    expect(auditions).toEqual([]);
    expect(pad.map.value).toBeUndefined();
  });
});
