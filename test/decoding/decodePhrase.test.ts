import { describe, expect, it } from 'vitest';
import { DECODER_KINDS, type Decoder, type PhraseDecoder } from '../../src/autoencoder/decoder.js';
import {
  type DecodedPhrase,
  type DecodeOptions,
  decodePhrase,
  type Harmony,
} from '../../src/decoding/decodePhrase.js';
import { STEP_TICKS } from '../../src/events/events.js';
import type { Vocabulary } from '../../src/events/vocabulary.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';
import { tinyDecoder, withEveryChord } from '../collection/tinyDecoder.js';

/** Bars of 3/4. */
const BAR_STEPS = 36;
const LENGTH = 16 * BAR_STEPS * STEP_TICKS;

function decoderOf(kind: Decoder['kind'], vocabulary: Partial<Vocabulary> = {}): Decoder {
  return tinyDecoder(kind, { object: 'kettle', recordings: [], vocabulary });
}

function play(
  decoder: Decoder,
  {
    seed = 'a',
    starts = 1,
    ...options
  }: Partial<DecodeOptions> & { seed?: string; starts?: number },
): DecodedPhrase {
  const random = seededRandom(seed);
  const latents = Array.from({ length: starts }, () => drawNormals(decoder.sizes.latent, random));
  return decodePhrase(decoder, latents, { lengthTicks: LENGTH, random, ...options });
}

describe.each(DECODER_KINDS)('a phrase of kind %s', (kind) => {
  const decoder = decoderOf(kind);

  it.each([1, 39, 40, 719, 1440, LENGTH])('of %d ticks is filled and not left', (lengthTicks) => {
    for (const seed of ['p', 'q', 'r']) {
      const { notes, ...phrase } = play(decoder, { seed, lengthTicks });
      expect(phrase.lengthTicks).toBe(lengthTicks);
      expect(notes.length).toBeGreaterThan(0);
      for (const { startTicks, durationTicks, velocity } of notes) {
        expect(startTicks).toBeGreaterThanOrEqual(0);
        expect(durationTicks).toBeGreaterThanOrEqual(1);
        expect(startTicks + durationTicks).toBeLessThanOrEqual(lengthTicks);
        expect(velocity).toBeGreaterThanOrEqual(1);
        expect(velocity).toBeLessThanOrEqual(127);
      }
      expect(notes.map(({ startTicks }) => startTicks)).toEqual(
        notes.map(({ startTicks }) => startTicks).sort((a, b) => a - b),
      );
    }
  });

  it('tells of each note its event, and of each event its latent', () => {
    const { notes, events, latents } = play(decoder, { starts: 3 });
    for (const { event, pitch } of notes) {
      expect(events[event as number]?.pitches).toContain(pitch);
    }
    const order = events.map(({ latent }) => latent);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order)).toEqual(new Set(latents.keys()));
    for (const { values } of latents) expect(values).toHaveLength(decoder.sizes.latent);
    // A walk that returns has come there by the latent that it came by then.
    const known = latents.map(({ values }) => latents.findIndex((each) => each.values === values));
    expect(latents.map(({ start }) => start)).toEqual(known.map((first) => Math.min(first, 2)));
  });

  it('is the same for the same latents and chance, and other for others', () => {
    expect(play(decoder, { seed: 'a' })).toEqual(play(decoder, { seed: 'a' }));
    expect(play(decoder, { seed: 'a' })).not.toEqual(play(decoder, { seed: 'b' }));
  });

  it('is the same from a decoder that played before, from its copy, and at another variation between', () => {
    const phrase = play(decoder, {});
    play(decoder, { seed: 'between', variation: 1 });
    expect(play(decoder, {})).toEqual(phrase);
    expect(play(structuredClone(decoder), {})).toEqual(phrase);
    const numbers = Object.entries(decoder.weights).map(([name, array]) => [
      name,
      array.map((value: number) => -value),
    ]);
    const other = { ...decoder, weights: Object.fromEntries(numbers) } as Decoder;
    expect(play(other, {})).not.toEqual(phrase);
  });

  it.each<[string, readonly (readonly number[])[], Partial<DecodeOptions>, string]>([
    ['no latents', [], {}, 'but received none'],
    ['a latent of too few numbers', [[0.1]], {}, 'but received one of 1'],
    [
      'a latent that is not a number',
      [new Array(decoder.sizes.latent).fill(Number.NaN)],
      {},
      'one that holds NaN',
    ],
    ['no length', [], { lengthTicks: 0 }, 'lengthTicks'],
    ['half a tick', [], { lengthTicks: 480.5 }, 'lengthTicks'],
    ['a length that no MIDI file holds', [], { lengthTicks: 2 ** 28 }, 'lengthTicks'],
    ['a temperature below 0', [], { temperature: -0.1 }, 'temperature'],
    ['a variation beyond 1', [], { variation: 1.1 }, 'variation'],
  ])('is refused for %s', (_, latents, options, line) => {
    const decode = () =>
      decodePhrase(decoder, latents, { lengthTicks: 480, random: seededRandom('x'), ...options });
    expect(decode).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(decode).toThrow(line);
  });
});

describe('a phrase of kind phrase', () => {
  const decoder = decoderOf('phrase') as PhraseDecoder;
  const { vocabulary } = decoder;

  it('is made of what the vocabulary holds', () => {
    for (const event of play(decoder, {}).events) {
      for (const pitch of event.pitches) expect(vocabulary.pitch).toContain(pitch);
      expect(vocabulary.duration).toContain(event.durationTicks);
      expect(vocabulary.velocity).toContain(event.velocity);
      expect(vocabulary.microtiming).toContain(event.microtimingTicks);
      expect(event.noteVelocity).toHaveLength(event.pitches.length > 1 ? event.pitches.length : 0);
    }
  });

  it('strikes where in the bar the recordings do, however long it goes on', () => {
    // 30 and 3 steps behind the bar line lie nowhere, though 6 and 15 are intervals.
    const positions = [0, 6, 12, 18, 24, 33];
    const some = decoderOf('phrase', { metricalPosition: positions, interOnset: [6, 12, 15] });
    for (const seed of ['a', 'b', 'c']) {
      const { events } = play(some, { seed, lengthTicks: 20 * LENGTH });
      expect(events.length).toBeGreaterThan(300);
      const struck = new Set(events.map(({ step }) => step % BAR_STEPS));
      expect([...struck].filter((position) => !positions.includes(position))).toEqual([]);
    }
  });

  it('plays on where no interval leads to where the recordings strike', () => {
    const nowhere = decoderOf('phrase', { metricalPosition: [0], interOnset: [5, 7] });
    expect(play(nowhere, {}).events.length).toBeGreaterThan(8);
  });

  it('ends though every interval is none', () => {
    const still = decoderOf('phrase', { interOnset: [0] });
    const { notes } = play(still, { lengthTicks: 480 });
    expect(notes.length).toBeGreaterThan(0);
    expect(Math.max(...notes.map(({ startTicks }) => startTicks))).toBeGreaterThan(400);
  });

  /** Its notes last for fifteen steps, so that keys are down wherever something is struck. */
  const pedalled = decoderOf('phrase', {
    pitch: Array.from({ length: 24 }, (_, i) => 48 + i),
    duration: [15 * STEP_TICKS],
    noteDuration: [0],
  }) as PhraseDecoder;
  /** A harmony that asks for nothing but that held keys are left alone. */
  const sparing: Harmony = () => ({ pitch: new Float32Array(12), held: -40 });

  it('leaves held keys alone the more, the more that costs', () => {
    const again = (harmony?: Harmony) => {
      const own = { temperature: 1, variation: 1, ...(harmony && { harmony }) };
      const { events } = play(pedalled, own);
      const struck = events.flatMap(({ pitches, step }) =>
        pitches.map((pitch) => ({ pitch, step })),
      );
      const isHeld = struck.map(({ pitch, step }, i) =>
        struck.slice(0, i).some((other) => other.pitch === pitch && step - other.step < 15),
      );
      return isHeld.filter(Boolean).length / struck.length;
    };
    const dear: Harmony = () => ({ pitch: new Float32Array(12), held: 3 });
    expect(again(sparing)).toBeLessThan(0.8 * again());
    expect(again()).toBeLessThan(0.8 * again(dear));
  });

  it.each([
    ['', decoder, {}],
    ['though keys are down', pedalled, { harmony: sparing }],
  ])('comes back as it was where its walk returns, %s', (_, decoder, options) => {
    const long = { lengthTicks: 10 * LENGTH, variation: 0 };
    const { events, latents } = play(decoder, { ...long, ...options });
    const windows = latents.map((_, i) => events.filter(({ latent }) => latent === i));
    const played = new Map<readonly number[], string>();
    let returns = 0;
    for (const [i, window] of windows.entries()) {
      // The first one may begin before the bar line, the last one is cut, and one that comes back at once is played as one.
      if (window.length !== decoder.sizes.window) continue;
      const { values } = latents[i] as (typeof latents)[number];
      const first = window[0]?.step as number;
      const said = window
        .map(({ pitches, step, velocity }) => `${pitches} +${step - first} ${velocity}`)
        .join('; ');
      const before = played.get(values);
      if (before !== undefined) {
        returns++;
        expect(said).toBe(before);
      }
      played.set(values, said);
    }
    expect(returns).toBeGreaterThan(10);
  });

  it.each([1, 7, 40])('stops after %d events, where the next would begin', (mostEvents) => {
    const whole = play(decoder, {});
    const { events, notes, lengthTicks } = play(decoder, { mostEvents });
    const next = whole.events[mostEvents];
    expect(events).toEqual(whole.events.slice(0, mostEvents));
    expect(lengthTicks).toBe((next?.step as number) * STEP_TICKS);
    for (const { startTicks, durationTicks } of notes) {
      expect(startTicks + durationTicks).toBeLessThanOrEqual(lengthTicks);
    }
    expect(play(decoder, { mostEvents: whole.events.length })).toEqual(whole);
  });

  it('ends behind its last event where the next one stands on the same step', () => {
    const graces = decoderOf('phrase', { interOnset: [0, 6] });
    const ends = Array.from({ length: 40 }, (_, i) => {
      const { events, lengthTicks } = play(graces, { mostEvents: i + 1 });
      return { last: (events.at(-1)?.step as number) * STEP_TICKS, lengthTicks };
    });
    for (const { last, lengthTicks } of ends) expect(lengthTicks).toBeGreaterThan(last);
    expect(ends.some(({ last, lengthTicks }) => lengthTicks === last + STEP_TICKS)).toBe(true);
  });

  it('takes the likeliest at temperature 0, whatever the chance', () => {
    const latents = [drawNormals(decoder.sizes.latent, seededRandom('latent'))];
    // One window, so that chance has no walk to choose.
    const [one, two] = ['x', 'y'].map((seed) =>
      decodePhrase(decoder, latents, {
        lengthTicks: 6 * STEP_TICKS,
        random: seededRandom(seed),
        temperature: 0,
      }),
    );
    expect(one).toEqual(two);
  });

  it('begins in the harmony that it is given, and is its own where that leaves it free', () => {
    const halfway = LENGTH / STEP_TICKS / 2;
    const pitch = Float32Array.from({ length: 12 }, (_, at) => (at === 5 ? 0 : -30));
    const asked: number[] = [];
    const { events } = play(decoder, {
      harmony: (step) => {
        asked.push(step);
        return step < halfway ? { pitch } : undefined;
      },
    });
    const isBiased = (step: number) => step < halfway;
    const early = events.filter(({ step }) => isBiased(step));
    const late = events.filter(({ step }) => !isBiased(step));
    const share = (of: typeof events) =>
      of.filter(({ pitches }) => pitches[0] === 53).length / of.length;
    expect(early.length).toBeGreaterThan(10);
    expect(late.length).toBeGreaterThan(10);
    expect(share(early)).toBeGreaterThan(0.9);
    expect(share(late)).toBeLessThan(0.8);
    for (const { step } of events) expect(asked).toContain(step);
  });

  it('plays a chord that falls behind its end at the start, under the harmony there', () => {
    const slow = decoderOf('phrase', { metricalPosition: [30], interOnset: [36] });
    const pitch = Float32Array.from({ length: 12 }, (_, at) => (at === 5 ? 0 : -30));
    const lowest = Array.from({ length: 20 }, (_, i) => {
      const harmony = (step: number) => (step === 0 ? { pitch } : undefined);
      const { events } = play(slow, { seed: `${i}`, lengthTicks: 6 * STEP_TICKS, harmony });
      expect(events.map(({ step }) => step)).toEqual([0]);
      return events[0]?.pitches[0];
    });
    expect(lowest.filter((each) => each === 53).length).toBeGreaterThan(18);
  });

  it('is the same without a harmony and under one that asks for nothing', () => {
    const free = play(decoder, {});
    const zeros = new Float32Array(12);
    expect(play(decoder, { harmony: () => undefined })).toEqual(free);
    expect(play(decoder, { harmony: () => ({ pitch: zeros, lowest: zeros }) })).toEqual(free);
  });

  it.each([0, 0.5, 1])('moves as far as a harmony pulls, at variation %d', (variation) => {
    const every = withEveryChord(decoder);
    const meanShare = (nats: number) => {
      const pitch = Float32Array.from({ length: 12 }, (_, at) => (at === 9 ? nats : 0));
      const { notes } = play(every, {
        variation,
        lengthTicks: 4 * LENGTH,
        harmony: () => ({ pitch }),
      });
      return notes.filter((note) => note.pitch % 12 === 9).length / notes.length;
    };
    const shares = [-8, -1, 0, 1, 8].map(meanShare);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeLessThan(0.02);
    expect(shares[4]).toBeGreaterThan(0.4);
  });

  it('pulls a chord’s lowest note without the others', () => {
    const every = withEveryChord(decoder);
    const lowest = Float32Array.from({ length: 12 }, (_, at) => (at === 5 ? 0 : -30));
    const pitch = new Float32Array(12);
    const { events } = play(every, { harmony: () => ({ pitch, lowest }) });
    for (const { pitches } of events) expect((pitches[0] as number) % 12).toBe(5);
    expect(events.some(({ pitches }) => pitches.some((each) => each % 12 !== 5))).toBe(true);
  });
});

describe('a phrase of kind seed', () => {
  it('has no use for a harmony', () => {
    const seed = decoderOf('seed');
    const pitch = Float32Array.from({ length: 12 }, (_, at) => (at === 5 ? 30 : -30));
    expect(play(seed, { harmony: () => ({ pitch, lowest: pitch }) })).toEqual(play(seed, {}));
  });
});
