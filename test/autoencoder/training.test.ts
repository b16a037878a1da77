import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  DECODER_KINDS,
  type Decoder,
  type DecoderKind,
  type PhraseDecoder,
} from '../../src/autoencoder/decoder.js';
import { loadDecoder, saveDecoder } from '../../src/autoencoder/decoderFile.js';
import { planTraining } from '../../src/autoencoder/training.js';
import { chooseTempo } from '../../src/decoding/chooseTempo.js';
import { decodePhrase } from '../../src/decoding/decodePhrase.js';
import { performanceToEvents } from '../../src/events/events.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';
import { trainObject } from '../../src/trainObject.js';
import { makePerformance } from './performances.js';
import { useShortTrainings } from './shortTrainings.js';

const recordings = ['one', 'two'].map((seed) => ({
  name: `${seed}.mid`,
  sha256: seed.padEnd(64, '0'),
  performance: makePerformance(seed, { events: 30 }),
}));

async function train(kind: DecoderKind, options = {}): Promise<Decoder> {
  return trainObject(recordings, { object: 'kettle', kind, backend: 'wasm', ...options });
}

function play(decoder: Decoder, seed: string, lengthTicks = 480 * 16) {
  const random = seededRandom(seed);
  return decodePhrase(decoder, [drawNormals(decoder.sizes.latent, random)], {
    lengthTicks,
    random,
  });
}

describe.each(DECODER_KINDS)('a decoder of kind %s', (kind) => {
  useShortTrainings();
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await train(kind);
  });

  it('is the same from a stream that holds one recording at a time, heard of or not', async () => {
    async function* stream() {
      for (const recording of recordings) yield recording;
    }
    const losses: number[] = [];
    // Kind `phrase` makes no tensors: no backend is open.
    const tensors = () => (kind === 'seed' ? memory().numTensors : 0);
    const before = tensors();
    const again = await trainObject(stream(), {
      object: 'kettle',
      kind,
      backend: 'wasm',
      onProgress: ({ loss, epoch, epochs }) => {
        expect(epoch).toBe(losses.length + 1);
        expect(epoch).toBeLessThanOrEqual(epochs);
        losses.push(loss);
      },
    });
    expect(saveDecoder(again)).toEqual(saveDecoder(decoder));
    expect(tensors()).toBe(before);
    expect(losses).toHaveLength(again.training.epochs);
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
    expect(again.training.loss).toBe(losses.at(-1));
  });

  it('is another from another seed', async () => {
    const other = await train(kind, { seed: 7 });
    expect(saveDecoder(other).weights).not.toEqual(saveDecoder(decoder).weights);
  });

  it('says what it learned from', () => {
    expect(decoder.recordings.map(({ name }) => name)).toEqual(['one.mid', 'two.mid']);
    expect(decoder.recordings.map(({ tempoBpm }) => tempoBpm)).toEqual([91, 91]);
    expect(decoder.recordings.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('comes back whole from its files, in at most 500 KB', async () => {
    const files = saveDecoder(decoder);
    expect(loadDecoder(files)).toEqual(decoder);
    expect(files.json.length + files.weights.length).toBeLessThan(500_000);
  });

  it('plays notes of its recordings only, inside the length asked for', async () => {
    const { notes, lengthTicks } = play(decoder, 'draw');
    expect(notes.length).toBeGreaterThan(10);
    expect(lengthTicks).toBe(480 * 16);
    const heard = new Set(recordings.flatMap((r) => r.performance.notes.map((n) => n.pitch)));
    for (const note of notes) {
      expect(heard).toContain(note.pitch);
      expect(note.startTicks).toBeGreaterThanOrEqual(0);
      expect(note.startTicks + note.durationTicks).toBeLessThanOrEqual(lengthTicks);
      expect(note.velocity).toBeGreaterThanOrEqual(1);
      expect(note.velocity).toBeLessThanOrEqual(127);
    }
  });

  it('plays the same for the same latent and other for another', async () => {
    expect(play(decoder, 'a')).toEqual(play(decoder, 'a'));
    expect(play(decoder, 'a')).not.toEqual(play(decoder, 'b'));
  });

  it('stops between steps when its signal fires', async () => {
    const stop = new AbortController();
    const training = train(kind, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(training).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('kind phrase', () => {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await train('phrase');
  });

  it('learns its recordings: most chords and nearly all intervals come back', () => {
    const { reconstruction, prediction } = decoder.training;
    // Five chords and two intervals: chance is 0.2 and 0.5.
    for (const share of [reconstruction, prediction]) {
      expect(share?.chord).toBeGreaterThan(0.8);
      expect(share?.distance).toBeGreaterThan(0.8);
    }
    const fields = ['chord', 'distance', 'duration', 'velocity', 'nudge'];
    expect(Object.keys(reconstruction)).toEqual(fields);
    expect(Object.keys(prediction ?? {})).toEqual(fields);
  });

  it('keeps what it learned in order', async () => {
    const { sequences } = decoder as PhraseDecoder;
    for (const [r, { performance }] of recordings.entries()) {
      expect(sequences.events[r]?.map(([chord]) => sequences.chords[chord])).toEqual(
        performanceToEvents(performance).map(({ pitches }) => pitches),
      );
    }
  });

  it('learns even from a recording of three notes', async () => {
    const tiny = { ...recordings[0], performance: makePerformance('tiny', { events: 3 }) };
    const decoder = await trainObject([tiny as (typeof recordings)[number]], {
      object: 'kettle',
      backend: 'wasm',
    });
    expect(play(decoder, 'tiny').notes.length).toBeGreaterThan(0);
  });

  it('plays in every length, however short, at least one note', async () => {
    for (const lengthTicks of [1, 40, 479, 1920]) {
      for (const seed of ['p', 'q', 'r']) {
        expect(play(decoder, seed, lengthTicks).notes.length).toBeGreaterThan(0);
      }
    }
  });

  it('keeps its onsets on the grid to the end of a long piece', async () => {
    const { notes } = play(decoder, 'long', 480 * 4 * 64);
    // Recorded within 9 ticks after the eighth.
    for (const { startTicks } of notes) expect(startTicks % 240).toBeLessThanOrEqual(9);
  });
});

describe('kind phrase, shortly trained,', () => {
  useShortTrainings();

  it.each([
    ['a silence of a day', (t: number) => t * 20_000, {}],
    ['bars of 99 quarters', (t: number) => t, { timeSignature: { beats: 99, beatUnit: 4 } }],
    ['bars of 8/128', (t: number) => t, { timeSignature: { beats: 8, beatUnit: 128 } }],
    ['bars of 72/64', (t: number) => t, { timeSignature: { beats: 72, beatUnit: 64 } }],
    ['a tempo of 60,000', (t: number) => t, { tempoBpm: 60_000 }],
    ['everything at once', () => 0, {}],
  ])('learns recordings with %s, and what it learned loads again', async (_, move, change) => {
    const usual = makePerformance('odd', { events: 18 });
    const notes = usual.notes.map((note) => ({
      ...note,
      startTicks: move(note.startTicks),
      durationTicks: 1 + move(note.durationTicks),
    }));
    const odd = {
      name: 'odd.mid',
      sha256: 'f'.repeat(64),
      performance: { ...usual, notes, ...change },
    };
    const learned = await trainObject([odd], { object: 'odd', backend: 'wasm' });
    expect(loadDecoder(saveDecoder(learned))).toEqual(learned);
    expect(play(learned, 'odd').notes.length).toBeGreaterThan(0);
  });
});

describe('planTraining', () => {
  const limits = { epochs: 50, batchSize: 64, fewestSteps: 600, mostSteps: 6000 };

  it.each([
    ['few windows are seen more often', 300, { epochs: 120, examples: 300 }],
    ['one window is seen in every step', 1, { epochs: 600, examples: 1 }],
    ['a starter object goes through the usual epochs', 1200, { epochs: 50, examples: 1200 }],
    ['many windows are seen less often', 12_800, { epochs: 30, examples: 12_800 }],
    ['a month of windows is not all seen in an epoch', 5_000_000, { epochs: 24, examples: 16_384 }],
  ])('%s', (_, windows, expected) => {
    expect(planTraining(windows, limits)).toMatchObject(expected);
  });
});

it('training without recordings is refused', async () => {
  await expect(trainObject([], { object: 'kettle' })).rejects.toMatchObject({ code: 'input' });
});

describe('free recordings', () => {
  const [one, two] = recordings as [(typeof recordings)[number], (typeof recordings)[number]];
  const free = { ...two, performance: { ...two.performance, tempoBpm: 120, isFree: true } };
  const waltz = {
    ...one,
    performance: { ...one.performance, timeSignature: { beats: 3, beatUnit: 4 } },
  };
  const learn = (takes: readonly (typeof one)[]) =>
    trainObject(takes, { object: 'kettle', kind: 'seed', backend: 'wasm' });

  it('have no tempo, and leave the metre to the others', async () => {
    const { recordings: learned, timeSignature } = await learn([waltz, free]);
    expect(learned.map(({ tempoBpm }) => tempoBpm)).toEqual([91, null]);
    expect(timeSignature).toEqual({ beats: 3, beatUnit: 4 });
  });

  it('have no tempo that could bend, while that of the others is kept beat by beat', async () => {
    const tempoChanges = [
      { ticks: 0, tempoBpm: 100 },
      { ticks: 960, tempoBpm: 75 },
    ];
    const bending = { ...waltz, performance: { ...waltz.performance, tempoChanges } };
    const { recordings: learned } = await learn([
      bending,
      { ...free, performance: { ...free.performance, tempoChanges } },
    ]);
    expect(learned[0]?.beatTempi?.slice(0, 4)).toEqual([100, 100, 75, 75]);
    expect(learned[0]?.beatTempi).toHaveLength(3 * Math.ceil(waltz.performance.lengthTicks / 1440));
    expect(learned[1]).not.toHaveProperty('beatTempi');
  });

  it('are in 4/4 by themselves', async () => {
    const alone = await learn([
      { ...free, performance: { ...free.performance, timeSignature: { beats: 5, beatUnit: 8 } } },
    ]);
    expect(alone.timeSignature).toEqual({ beats: 4, beatUnit: 4 });
    expect(chooseTempo(alone, { events: [], seed: 1 })).toBeNull();
  });
});
