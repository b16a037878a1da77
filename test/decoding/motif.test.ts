import { beforeAll, describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import { decodePhrase } from '../../src/decoding/decodePhrase.js';
import { type Motif, nextPrescribed, prescribe } from '../../src/decoding/motif.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';
import { starterCast } from '../composition/starterPlayers.js';

const vocabulary = { pitch: [60, 62, 64], interOnset: [6, 12] };

describe('prescribe', () => {
  const events = [
    { step: 12, pitches: [60] },
    { step: 18, pitches: [62, 64] },
    { step: 30, pitches: [64] },
  ];

  it('writes a motif as symbols, with the intervals between its events', () => {
    const prescribed = prescribe([{ fromStep: 0, events }], vocabulary);
    expect(prescribed).toEqual([
      { step: 12, fromStep: 0, chord: [0], interOnset: 0, lastStep: 30 },
      { step: 18, fromStep: 18, chord: [1, 2], interOnset: 1, lastStep: 30 },
      { step: 30, fromStep: 30, chord: [2], interOnset: undefined, lastStep: 30 },
    ]);
    expect(nextPrescribed(prescribed, 13)?.step).toBe(18);
    expect(nextPrescribed(prescribed, 31)).toBeUndefined();
  });

  it.each([
    ['a pitch', [...events.slice(0, 2), { step: 30, pitches: [65] }]],
    ['an inter-onset interval', [...events.slice(0, 2), { step: 31, pitches: [64] }]],
  ])('ends it before %s that was not learned', (_, own) => {
    const prescribed = prescribe([{ fromStep: 0, events: own }], vocabulary);
    expect(prescribed.map(({ step, interOnset }) => [step, interOnset])).toEqual([
      [12, 0],
      [18, undefined],
    ]);
  });

  it('leaves out a motif whose first pitch was not learned', () => {
    const own = [{ step: 6, pitches: [60, 65] }, ...events];
    expect(prescribe([{ fromStep: 0, events: own }], vocabulary)).toEqual([]);
  });

  it('puts motifs in order, whichever is given first', () => {
    const motifs = [
      { fromStep: 36, events: [{ step: 48, pitches: [60] }] },
      { fromStep: 0, events },
    ];
    const steps = prescribe(motifs, vocabulary).map(({ step }) => step);
    expect(steps).toEqual([12, 18, 30, 48]);
  });

  it.each([
    [24, 3],
    [30, 3],
    [31, 4],
  ])(
    'leaves out a motif that begins before another ends at step 30: at step %d',
    (fromStep, count) => {
      const second = { fromStep, events: [{ step: 36, pitches: [60] }] };
      expect(prescribe([{ fromStep: 0, events }, second], vocabulary)).toHaveLength(count);
    },
  );
});

describe('a phrase with a motif', () => {
  let decoder: PhraseDecoder;
  let motif: Motif;
  const play = (motifs: readonly Motif[], { seed = 'a', variation = 0.5 } = {}) => {
    const random = seededRandom(seed);
    const latent = drawNormals(decoder.sizes.latent, random);
    return decodePhrase(decoder, [latent], { lengthTicks: 16 * 1920, random, motifs, variation });
  };

  beforeAll(async () => {
    const [player] = await starterCast(['chair']);
    decoder = player?.decoder as PhraseDecoder;
    // What the chair plays elsewhere, four bars later.
    const { events } = play([], { seed: 'b' });
    const first = events.find(({ step }) => step >= 48)?.step as number;
    const own = events.filter(({ step }) => step >= first).slice(0, 4);
    motif = {
      fromStep: 192 + 48,
      events: own.map(({ step, pitches }) => ({ step: step + 192, pitches })),
    };
  });

  it('has it at its place, with nothing between', () => {
    for (const seed of ['a', 'c', 'd', 'e', 'f']) {
      // Nearer to the recordings, so that no motif is given up for going on as one of them does.
      const { events } = play([motif], { seed, variation: 0 });
      const last = motif.events.at(-1)?.step as number;
      const there = events.filter(({ step }) => step >= motif.fromStep && step <= last);
      expect(there.map(({ step, pitches }) => ({ step, pitches }))).toEqual(motif.events);
      expect(events.at(-1)?.step).toBeGreaterThan(last);
    }
  });

  it('is as without one before the bars that lead to it, and goes on by itself', () => {
    const [free, led] = [play([]), play([motif])];
    const until = (phrase: typeof free) =>
      phrase.events.filter(({ step }) => step < motif.fromStep - 96);
    expect(until(led)).toEqual(until(free));
    expect(led.events).not.toEqual(free.events);
  });

  it('is the same every time', () => {
    expect(play([motif])).toEqual(play([motif]));
  });
});
