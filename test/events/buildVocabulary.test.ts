import { describe, expect, it } from 'vitest';
import { buildVocabulary, roomNotes } from '../../src/events/buildVocabulary.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import { type Field, MOST_SYMBOLS, symbolCounts } from '../../src/events/vocabulary.js';
import { makePerformance } from '../autoencoder/performances.js';
import { type Struck, takeOf } from './takes.js';

async function vocabularyOf(...takes: readonly (readonly Struck[])[]) {
  return buildVocabulary(await gatherEvents(takes.map((chords) => takeOf(chords))));
}

/** One note again and again, each so many steps after the one before. */
const rhythm = (interOnsets: readonly number[], pitch = 60): Struck[] => [
  { pitches: [pitch] },
  ...interOnsets.map((after) => ({ pitches: [pitch], after })),
];
const upTo = (most: number) => Array.from({ length: most }, (_, i) => i + 1);

describe('buildVocabulary', () => {
  it('holds every pitch, interval and position of an ordinary object, each once and rising', async () => {
    const recorded = await gatherEvents([makePerformance('one'), makePerformance('two')]);
    const vocabulary = buildVocabulary(recorded);
    expect(vocabulary.pitch).toEqual([48, 53, 55, 57, 60, 62, 64, 67, 69, 71, 72]);
    expect(vocabulary.interOnset).toEqual([6, 12]);
    expect(vocabulary.metricalPosition).toEqual([0, 6, 12, 18, 24, 30, 36, 42]);
    expect(vocabulary.duration).toEqual([211]);
    expect(roomNotes(recorded, vocabulary)).toEqual([]);
  });

  it.each<[string, Field, Struck[], number[]]>([
    [
      'durations of a quarter-octave are one bin, told by their median',
      'duration',
      [100, 101, 110, 200].map((durationTicks) => ({ pitches: [60], durationTicks })),
      [101, 200],
    ],
    [
      'a median goes by how often each value was played',
      'duration',
      [100, 110, 110, 110].map((durationTicks) => ({ pitches: [60], durationTicks })),
      [110],
    ],
    [
      'a key that was not let go is held for sixteen bars',
      'duration',
      [{ pitches: [60], durationTicks: 5_000_000 }],
      [30_720],
    ],
    [
      'a median is that of the values, in whatever order they were played',
      'velocity',
      [68, 63, 64].map((velocity) => ({ pitches: [60], velocity })),
      [64],
    ],
    [
      'as many are below a median as above it',
      'velocity',
      [63, 64, 65, 66, 67].map((velocity) => ({ pitches: [60], velocity })),
      [65],
    ],
    [
      'velocities are told to the nearest multiple of six',
      'velocity',
      [62, 65, 65, 66, 69].map((velocity) => ({ pitches: [60], velocity })),
      [62, 65, 69],
    ],
    [
      'microtiming to the nearest multiple of five',
      'microtiming',
      [2, 3, 3, 7, 8].map((microtimingTicks) => ({ pitches: [60], microtimingTicks })),
      [2, 3, 8],
    ],
    [
      'velocities of the notes of chords to the nearest multiple of six',
      'noteVelocity',
      [{ pitches: [60, 64, 67], velocity: [49, 50, 51] }],
      [0],
    ],
    ['a single note has no duration beside its event', 'noteDuration', [{ pitches: [60] }], [0]],
    ['an even pulse has one interval', 'interOnset', rhythm([7, 7, 7]), [7]],
    [
      'velocities six apart are two bins',
      'velocity',
      [60, 62, 62, 66].map((velocity) => ({ pitches: [60], velocity })),
      [62, 66],
    ],
    [
      'microtiming around the grid is one bin, early and late others',
      'microtiming',
      [0, -2, 2, 0, -11, 13].map((microtimingTicks) => ({ pitches: [60], microtimingTicks })),
      [-11, 0, 13],
    ],
    [
      'notes of chords are told beside their event, in velocity',
      'noteVelocity',
      [{ pitches: [60, 64, 67], velocity: [40, 52, 70] }],
      [-14, -2, 16],
    ],
    [
      'and in duration, by quarter-octaves',
      'noteDuration',
      [{ pitches: [60, 64, 67], durationTicks: [100, 200, 800] }],
      [-4, 0, 8],
    ],
    [
      'a single note has nothing beside its event',
      'noteVelocity',
      [{ pitches: [60], velocity: 99 }, { pitches: [62] }],
      [0],
    ],
    [
      'nor does it count among those of chords',
      'noteVelocity',
      [{ pitches: [60] }, { pitches: [60, 64], velocity: [40, 60] }, { pitches: [62] }],
      [-10, 10],
    ],
    ['a lone event is given a whole note to the next one', 'interOnset', [{ pitches: [64] }], [48]],
    ['a silence is no longer than eight bars', 'interOnset', rhythm([7, 5000]), [7, 384]],
    ['positions count from the bar line', 'metricalPosition', rhythm([47, 2, 48]), [0, 1, 47]],
  ])('%s', async (_, field, chords, values) => {
    expect((await vocabularyOf(chords))[field]).toEqual(values);
  });

  it('counts positions by the bars of the recordings', async () => {
    const waltz = takeOf(rhythm([35, 1, 36, 4]), { timeSignature: { beats: 3, beatUnit: 4 } });
    expect(buildVocabulary(await gatherEvents([waltz])).metricalPosition).toEqual([0, 4, 35]);
  });

  it('keeps the commonest intervals where there is no room for all, and says so', async () => {
    const often = upTo(60).filter((interOnset) => interOnset % 5 !== 0);
    const recorded = await gatherEvents([takeOf(rhythm([...often, ...often, ...upTo(60)]))]);
    const vocabulary = buildVocabulary(recorded);
    expect(vocabulary.interOnset).toEqual(often);
    expect(roomNotes(recorded, vocabulary)).toEqual([
      '12 rare distances between onsets of 60 are played as their nearest',
    ]);
  });

  it('says of a single interval too that there is no room for it', async () => {
    const recorded = await gatherEvents([takeOf(rhythm([5, 7]))]);
    const vocabulary = { ...buildVocabulary(recorded), interOnset: [5] };
    expect(roomNotes(recorded, vocabulary)).toEqual([
      '1 rare distances between onsets of 2 are played as their nearest',
    ]);
  });

  it('keeps the commonest durations where there is no room for all', async () => {
    const octaves = Array.from({ length: 40 }, (_, i) => Math.round(10 * 2 ** (i / 4)));
    const rare = octaves.filter((_, i) => i % 5 === 0);
    const played = [...octaves, ...octaves.filter((each) => !rare.includes(each))];
    const { duration } = await vocabularyOf(
      played.map((durationTicks) => ({ pitches: [60], durationTicks })),
    );
    expect(duration).toEqual(octaves.filter((each) => !rare.includes(each)));
    expect(duration).toHaveLength(MOST_SYMBOLS.duration);
  });

  it('keeps the intervals of a short recording beside a long one that alone would fill it', async () => {
    const long = rhythm([...upTo(60), ...upTo(60)]);
    const { interOnset } = await vocabularyOf(long, rhythm([101, 103], 70));
    expect(interOnset).toHaveLength(MOST_SYMBOLS.interOnset);
    expect(interOnset).toEqual(expect.arrayContaining([101, 103]));
  });

  it('keeps within its bounds whatever was played', async () => {
    const wild = Array.from({ length: 700 }, (_, i) => ({
      pitches: [(7 * i) % 64, 64 + ((11 * i) % 64)],
      after: (13 * i) % 250,
      microtimingTicks: ((17 * i) % 39) - 19,
      durationTicks: [1 + i ** 2, 1 + (i % 9) ** 5],
      velocity: [1 + (i % 127), 1 + ((5 * i) % 127)],
    }));
    const counts = symbolCounts(await vocabularyOf(wild));
    const full = Object.entries(counts).filter(
      ([field, count]) => count === MOST_SYMBOLS[field as Field],
    );
    expect(full.map(([field]) => field)).toEqual(
      expect.arrayContaining(['pitch', 'interOnset', 'duration', 'noteVelocity', 'noteDuration']),
    );
    for (const [field, count] of Object.entries(counts)) {
      expect(count, field).toBeLessThanOrEqual(MOST_SYMBOLS[field as Field]);
    }
  });
});
