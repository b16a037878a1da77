import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Collection,
  type Detector,
  type JudgedPieces,
  type JudgePiecesOptions,
  type JudgePiecesProgress,
  judgePieces,
  loadDetector,
  type NamedPhoto,
  openCollection,
  PIECE_FIGURES,
  readDetectorFiles,
  readPhoto,
} from '../src/index.js';
import { putTrainedObject } from './collection/shelves.js';
import { useTemporaryFolder } from './collection/temporaryFolder.js';

/** Enough of the kitchen for several parts, and so few that they are soon read. */
const OBJECTS = ['kitchen-table', 'clock', 'coffee-grinder', 'oven'];

const home = useTemporaryFolder();
let detector: Detector;
let collection: Collection;
let kitchen: NamedPhoto;
let empty: NamedPhoto;
let judged: JudgedPieces;
const asked: number[] = [];
const pieces: [string, number, number][] = [];
const rounds: JudgePiecesProgress[] = [];

const judge = (photos: readonly NamedPhoto[], options: Partial<JudgePiecesOptions> = {}) =>
  judgePieces(photos, { detector, collection, draws: 2, bars: 6, ...options });

beforeAll(async () => {
  const loaded = await loadDetector(await readDetectorFiles(), { backend: 'wasm' });
  detector = {
    ...loaded,
    infer: (picture, views, options) => {
      asked.push(views.length);
      return loaded.infer(picture, views, options);
    },
  };
  const { objects } = await openCollection();
  collection = { home: undefined, objects: objects.filter(({ name }) => OBJECTS.includes(name)) };
  const bytes = await readFile(new URL('../photos/kitchen.jpg', import.meta.url));
  kitchen = { name: 'kitchen.jpg', photo: await readPhoto(bytes) };
  const { photo } = kitchen;
  const pixels = { width: 9, height: 9, data: new Uint8Array(3 * 81) };
  empty = { name: 'black.png', photo: { ...photo, width: 9, height: 9, pixels } };
  judged = await judge([kitchen, empty], {
    seed: 3,
    onPiece: ({ score }, { photo, seed }) => pieces.push([photo, seed, score.parts.length]),
    onProgress: (progress) => rounds.push(progress),
  });
});
afterAll(() => detector.dispose());

describe('judgePieces', () => {
  it('composes a photo with seeds that follow one another, and looks at it once', () => {
    const [photo] = judged.photos;
    expect(photo).toMatchObject({ photo: 'kitchen.jpg' });
    expect(photo?.pieces.map(({ seed }) => seed)).toEqual([3, 4]);
    expect(pieces.map(([name, seed]) => [name, seed])).toEqual([
      ['kitchen.jpg', 3],
      ['kitchen.jpg', 4],
    ]);
    expect(photo?.pieces.map(({ parts }) => parts.length)).toEqual(pieces.map(([, , n]) => n));
    // The whole kitchen and its four tiles, and the black picture, each once.
    expect(asked).toEqual([1, 4, 1]);
    expect(rounds.map(({ round }) => round)).toContain('reading');
    expect(rounds.slice(0, 2)).toEqual([
      { round: 'composing', name: 'kitchen.jpg', done: 0, total: 2 },
      { round: 'composing', name: 'kitchen.jpg', done: 1, total: 2 },
    ]);
  });

  it('has every figure, shares between 0 and 1, of the pieces and beside them', () => {
    const { figures, chance, recordings } = judged.overall as NonNullable<typeof judged.overall>;
    expect(Object.keys(figures).sort()).toEqual([...PIECE_FIGURES].sort());
    for (const figure of [
      'clash',
      'sameTriad',
      'onsetOverlap',
      'named',
      'kept',
      'returns',
    ] as const) {
      expect(figures[figure]).toBeGreaterThanOrEqual(0);
      expect(figures[figure]).toBeLessThanOrEqual(1);
    }
    expect(figures.arc).toBeGreaterThanOrEqual(1);
    expect(chance.clash).toBeGreaterThan(0);
    expect(chance.named).toBeLessThanOrEqual(1 / OBJECTS.length);
    expect(recordings.sameTriad).toBeGreaterThan(0);
    // Of one photo, its figures are those of all.
    expect(judged.photos[0]?.figures).toEqual(figures);
  });

  it('has a record of each object that plays, with all of its parts', () => {
    const parts = judged.photos.flatMap(({ pieces }) => pieces.flatMap((piece) => piece.parts));
    expect(judged.objects.map(({ object }) => object)).toEqual(expect.arrayContaining(OBJECTS));
    for (const { object, parts: count, keptLeast } of judged.objects) {
      const own = parts.filter((part) => part.object === object);
      expect(own).toHaveLength(count);
      expect(keptLeast).toBe(Math.min(...own.map(({ kept }) => kept as number)));
    }
  });

  it('goes on without a photo of which nothing can be composed', async () => {
    expect(judged.failed).toEqual([
      { photo: 'black.png', error: expect.objectContaining({ code: 'unanswered' }) },
    ]);
    expect(await judge([empty])).toMatchObject({ overall: null, photos: [], objects: [] });
    expect(await judge([])).toMatchObject({ overall: null, failed: [] });
  });

  it.each([
    ['there are none', [], 1],
    ['they cannot be read', ['one.mid'], 0],
  ])('gives figures without recordings where %s', async (_, takes, parts) => {
    const oven = await putTrainedObject(home.path, { name: 'stove', labels: ['oven'], takes });
    for (const take of takes) await writeFile(join(oven.folder, 'recordings', take), 'MThd');
    const alone = { home: home.path, objects: [oven] };
    const { overall, photos, objects } = await judge([kitchen], { collection: alone, draws: 1 });
    expect(photos[0]?.pieces[0]?.parts).toHaveLength(parts);
    expect(objects).toHaveLength(parts);
    expect(overall?.figures.named).toBe(parts === 0 ? null : 0);
    expect(overall?.chance).toMatchObject({ named: null, namedAsItStands: null });
    const figures = Object.values({ ...overall?.figures, ...overall?.chance, ...objects[0] });
    for (const figure of figures.filter((each) => typeof each === 'number'))
      expect(figure).toSatisfy(Number.isFinite);
  });

  it('gives equal figures for equal seeds', async () => {
    const again = await judge([kitchen], { seed: 3 });
    expect(again).toEqual({ ...judged, failed: [] });
  });

  it.each([
    ['draws', 0],
    ['seed', -1],
    ['bars', 0.5],
    ['variation', 1.01],
  ])('refuses %s of %d', async (name, value) => {
    await expect(judge([kitchen], { [name]: value })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`Expected ${name} to be`),
    });
  });

  it('stops when the signal fires', async () => {
    const stop = judge([kitchen], { signal: AbortSignal.abort() });
    await expect(stop).rejects.toMatchObject({ code: 'aborted' });
  });
});
