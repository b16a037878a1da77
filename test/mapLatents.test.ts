import { beforeAll, describe, expect, it } from 'vitest';
import { gatherEvents, type RecordedEvents } from '../src/events/recordedEvents.js';
import {
  decodePlaces,
  findObject,
  type LatentMap,
  mapLatents,
  openCollection,
  readRecordings,
  type SoundObject,
} from '../src/index.js';

let glass: SoundObject;
let map: LatentMap;
let recorded: RecordedEvents;
beforeAll(async () => {
  glass = findObject(await openCollection(), 'wine-glass');
  map = await mapLatents(glass);
  const { recordings } = await readRecordings(glass);
  recorded = await gatherEvents(recordings.map(({ performance }) => performance));
});

/** Chords that a take has from an event on. */
const chordsOf = (take: number, event: number, count: number) =>
  Array.from(recorded.recordings[take]?.chord.subarray(event, event + count) ?? [], (chord) =>
    (recorded.chords[chord] as readonly number[]).join(' '),
  );

describe('the map of an object', () => {
  it('has windows of all takes as points on the plane, each with its latent', () => {
    expect(map.takes).toEqual(glass.recordings.map(({ name }) => name));
    expect(map.points).toHaveLength(200);
    expect(new Set(map.points.map(({ take }) => take)).size).toBe(map.takes.length);
    for (const { x, y } of map.points) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0.04);
      expect(Math.max(x, y)).toBeLessThanOrEqual(0.96);
    }
    expect(map.latents.map(({ length }) => length)).toEqual(map.points.map(() => 32));
    expect(map.kinds).toEqual(['phrase', 'seed']);
  });

  it('has latents as drawn from N(0, 1): their mean square is 1 but for the spread that each has by itself', () => {
    const values = map.latents.flat();
    const square = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
    expect(square).toBeGreaterThan(0.5);
    expect(square).toBeLessThan(1.1);
  });

  it('is the same again', async () => {
    expect(await mapLatents(glass)).toEqual(map);
  });

  it('lets what a take plays be heard at its points', async () => {
    let [right, all] = [0, 0];
    for (const [i, { x, y, take, event }] of map.points.entries()) {
      if (i % 10 !== 0) continue;
      const { notes } = await decodePlaces(glass, { map, places: [{ x, y }], temperature: 0 });
      const played = new Map<number, number[]>();
      for (const note of notes) {
        const chord = played.get(note.event as number) ?? [];
        played.set(
          note.event as number,
          [...chord, note.pitch].sort((a, b) => a - b),
        );
      }
      const chords = [...played.values()].map((pitches) => pitches.join(' '));
      const there = new Set(chordsOf(take, event, 16));
      all += chords.length;
      right += chords.filter((chord) => there.has(chord)).length;
    }
    // Of a point of another take 0.4 or fewer are there.
    expect(right / all).toBeGreaterThan(0.8);
  });

  it.each(['phrase', 'seed'] as const)(
    'plays what lies at a place, equal seeds equally, by kind %s',
    async (kind) => {
      const options = { map, places: [{ x: 0.31, y: 0.64 }], kind };
      const phrase = await decodePlaces(glass, options);
      expect(await decodePlaces(glass, options)).toEqual(phrase);
      const left = { seed: undefined, temperature: undefined, variation: undefined };
      expect(await decodePlaces(glass, { ...options, ...left })).toEqual(phrase);
      expect(phrase.notes[0]?.startTicks).toBe(0);
      const events = new Set(phrase.notes.map(({ event }) => event)).size;
      expect(events).toBe(kind === 'phrase' ? 16 : 32);
      expect(phrase.latents.map(({ length }) => length)).toEqual([kind === 'phrase' ? 32 : 2]);
      expect(phrase.tempoBpm).toBeGreaterThan(20);
      const last = phrase.notes.reduce(
        (end, n) => Math.max(end, n.startTicks + n.durationTicks),
        0,
      );
      expect(last).toBeLessThanOrEqual(phrase.lengthTicks);
      const other = await decodePlaces(glass, { ...options, places: [{ x: 0.7, y: 0.2 }] });
      expect(other.notes).not.toEqual(phrase.notes);
    },
  );

  it('walks from place to place, and says where each begins', async () => {
    const places = [0, 0.3, 0.6, 0.9].map((x) => ({ x, y: x }));
    const { startTicks, notes, lengthTicks } = await decodePlaces(glass, { map, places });
    expect(startTicks[0]).toBe(0);
    expect([...startTicks].sort((a, b) => a - b)).toEqual(startTicks);
    expect(startTicks.at(-1)).toBeLessThan(lengthTicks);
    expect(new Set(notes.map(({ event }) => event)).size).toBe(64);
  });

  it.each([
    ['no place', { places: [] }, /1 to 64 places .* 0\.$/],
    [
      'a place beside the map',
      { places: [{ x: 1.1, y: 0 }] },
      /from 0 to 1, but received 1\.1, 0\.$/,
    ],
    ['a place that is no number', { places: [{ x: Number.NaN, y: 0 }] }, /received NaN, 0\.$/],
    ['a seed that is none', { places: [{ x: 0, y: 0 }], seed: -1 }, /seed/],
    ['a temperature that is none', { places: [{ x: 0, y: 0 }], temperature: 9 }, /temperature/],
  ])('says in a line that it was given %s', async (_, options, line) => {
    await expect(decodePlaces(glass, { map, ...options })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(line),
    });
  });

  it('says what an object lacks, and stops when it is told to', async () => {
    const bare = { ...glass, name: 'bare', modelsFolder: '/nowhere' };
    await expect(mapLatents(bare)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /bare to be trained, but it has no decoder.*mirror train bare/,
      ),
    });
    await expect(mapLatents({ ...glass, recordings: [] })).rejects.toThrow(/takes of wine-glass/);
    const signal = AbortSignal.abort();
    await expect(mapLatents(glass, { signal })).rejects.toMatchObject({ code: 'aborted' });
  });
});
