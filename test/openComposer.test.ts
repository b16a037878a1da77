import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Collection,
  type ComposeOptions,
  type Composition,
  type Detection,
  describeMirror,
  drawNormals,
  explainScore,
  MirrorError,
  openCollection,
  openComposer,
  type Photo,
  type PlayedPart,
  readPhoto,
  type SoundObject,
  seededRandom,
  type TakeOffs,
  writeMidi,
} from '../src/index.js';

let photo: Photo;
let collection: Collection;
beforeAll(async () => {
  photo = await readPhoto(await readFile(new URL('../photos/kitchen.jpg', import.meta.url)));
  collection = await openCollection();
});

/** In tenths of the photo. */
function seen(label: string, [x, y, width, height]: readonly [number, number, number, number]) {
  const [across, down] = [photo.width / 10, photo.height / 10];
  const box = { x: x * across, y: y * down, width: width * across, height: height * down };
  return { label, confidence: 0.9, box } as Detection;
}

/** What was heard of each part before it was laid into the piece. */
const phrasesOf = ({ played }: Composition) => played.parts.map(({ phrase }) => phrase);

describe('a composer', () => {
  it('refuses instruments of an object that the collection does not have, and knows names as a person writes them', async () => {
    const detections = [seen('clock', [4, 1, 1, 1])];
    const { compose } = openComposer(photo, { collection });
    const playedBy = async (instruments: Record<string, string>) => {
      const { score } = await compose(detections, { bars: 2, seed: 3, instruments });
      return score.parts.map(({ program }) => program);
    };
    await expect(playedBy({ clok: 'violin' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/received "clok"\. Did you mean clock\?$/),
    });
    await expect(playedBy({ clock: 'violine' })).rejects.toMatchObject({ code: 'input' });
    expect(await playedBy({ 'CLOCK ': 'Violin', 'wine glass': 'flute' })).toEqual([40]);
  });

  it('says in the report which objects of the collection are broken, and composes without them', async () => {
    const error = new MirrorError('input', 'kettle/object.json: Expected JSON. Correct it.');
    const broken = [{ folder: '/home/objects/kettle', shelf: 'home', error }] as const;
    const detections = [seen('clock', [4, 1, 1, 1])];
    const { compose } = openComposer(photo, { collection: { ...collection, broken } });
    const composition = await compose(detections, { bars: 2, seed: 3 });
    expect(describeMirror(composition, { photo, detections }).report.notes).toEqual([
      'kettle/object.json: Expected JSON. Correct it. Until then, the rest plays without it.',
    ]);
  });

  it('gives the same bytes as a fresh one, whatever it composed before', async () => {
    const table = seen('dining table', [1, 5, 7, 4]);
    const clock = seen('clock', [4, 1, 1, 1]);
    const oven = seen('oven', [0, 3, 3, 5]);
    const room = [table, oven, clock];
    const base: ComposeOptions = { bars: 4, seed: 3 };
    const calls: [readonly Detection[], ComposeOptions][] = [
      [room, base],
      [room, { ...base, variation: 0.9 }],
      [[table, oven], base],
      [[table, oven, seen('clock', [6, 1, 2, 1])], base],
      [room, { ...base, temperature: 0.5 }],
      [room, { ...base, harmonise: false }],
      [room, { ...base, seed: 4 }],
      [room, { ...base, bars: 5, tempoBpm: 90 }],
      [room, base],
    ];
    const { compose } = openComposer(photo, { collection });
    const bytes = new Set<string>();
    for (const [detections, options] of calls) {
      const { score } = await compose(detections, options);
      const fresh = await openComposer(photo, { collection }).compose(detections, options);
      expect(score).toEqual(fresh.score);
      bytes.add(Buffer.from(writeMidi(score)).toString('base64'));
    }
    expect(bytes.size).toBe(calls.length - 1);
  });

  it('decodes nothing anew where nothing has changed that a phrase hangs on', async () => {
    const room = [seen('dining table', [1, 5, 7, 4]), seen('clock', [4, 1, 1, 1])];
    const { compose } = openComposer(photo, { collection });
    const first = await compose(room, { bars: 4, seed: 3 });
    const again = await compose(room, { bars: 4, seed: 3, title: 'Another' });
    expect(again.score.title).toBe('Another');
    for (const [i, phrase] of phrasesOf(again).entries()) expect(phrase).toBe(phrasesOf(first)[i]);
    const other = await compose(room, { bars: 4, seed: 4 });
    for (const [i, phrase] of phrasesOf(other).entries()) {
      expect(phrase).not.toBe(phrasesOf(first)[i]);
    }
  });

  it('says once what an object lacks that was taught, and has labels that another answers', async () => {
    const folder = '/nowhere/objects/egg';
    const egg: SoundObject = {
      ...(collection.objects[0] as SoundObject),
      name: 'egg',
      labels: ['clock'],
      shelf: 'home',
      folder,
      modelsFolder: `${folder}/models`,
      recordings: [],
      audioFiles: [],
    };
    const objects = [...collection.objects, egg];
    const room = [
      seen('clock', [4, 1, 1, 1]),
      { ...seen('egg', [6, 1, 1, 1]), taught: true as const },
    ];
    const { compose } = openComposer(photo, { collection: { ...collection, objects } });
    const { gathered, played } = await compose(room, { bars: 4, seed: 3 });
    expect(played.parts.map(({ matched }) => matched.object.name)).toEqual(['clock']);
    expect(gathered.notes).toEqual([
      'egg has no recordings yet: `mirror add egg take.mid`. Until then, clock answers clock.',
    ]);
    expect(gathered.unmatched.map(({ label }) => label)).toEqual(['egg']);
  });

  it('begins where a take-off says and goes on where the picture leads; without one nothing changes', async () => {
    const room = [seen('dining table', [1, 5, 7, 4]), seen('clock', [4, 1, 1, 1])];
    // At a variation of 0 no way out of a copied run leads to a latent beside the walk.
    const base = { bars: 8, seed: 3, variation: 0 };
    const takeOff = drawNormals(32, seededRandom('take-off'));
    const { compose } = openComposer(photo, { collection });
    const plain = await compose(room, base);
    const begun = await compose(room, { ...base, takeOffs: { clock: takeOff } });
    expect(begun.score).not.toEqual(plain.score);
    const clockOf = ({ played }: Composition) =>
      played.parts.find(({ matched }) => matched.object.name === 'clock') as PlayedPart;
    expect(clockOf(begun).phrase.latents[0]).toEqual({ values: takeOff, start: 0 });
    expect(clockOf(begun).audition.notes).not.toEqual(clockOf(plain).audition.notes);
    // Then comes the picture's latent, by which the piece without a take-off begins.
    const picture = clockOf(plain).phrase.latents[0]?.values as readonly number[];
    const played = clockOf(begun).phrase.latents.map(({ values }) => values);
    expect(played).toContainEqual(picture);
    const again = await openComposer(photo, { collection }).compose(room, {
      ...base,
      takeOffs: { clock: takeOff },
    });
    expect(again.score).toEqual(begun.score);
    const back = await compose(room, { ...base, takeOffs: {} });
    expect(writeMidi(back.score)).toEqual(writeMidi(plain.score));
    const elsewhere = await compose(room, { ...base, takeOffs: { bird: takeOff } });
    expect(elsewhere.score).toEqual(plain.score);
    const explained = await explainScore(begun.score, begun.played.parts);
    for (const { boxes, latents } of explained.parts) {
      for (const { box } of latents) expect(boxes[box]).toBeDefined();
    }
  });

  it.each<[string, TakeOffs, RegExp]>([
    ['of an unknown object', { teapot: [0] }, /teapot/],
    [
      'of three numbers',
      { clock: [1, 2, 3] },
      /take-off of clock to have 32 numbers.* received 3\./,
    ],
    ['of none', { clock: [] }, /take-off of clock to be a latent/],
    [
      'far from any draw',
      { clock: new Array(32).fill(9) },
      /from −8 to 8, but received one that holds 9/,
    ],
    ['that holds no number', { clock: [Number.NaN] }, /holds NaN/],
  ])('says in a line that it was given a take-off %s', async (_, takeOffs, line) => {
    const { compose } = openComposer(photo, { collection });
    await expect(
      compose([seen('clock', [1, 1, 1, 1])], { bars: 2, takeOffs }),
    ).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(line) });
  });

  it.each([
    ['no detection at all', () => [], {}, 'unanswered', /at least one detection .* none/],
    ['no bars', () => [seen('clock', [1, 1, 1, 1])], { bars: 0 }, 'usage', /bars .* 0\.$/],
    [
      'a box beside the photo',
      () => [seen('clock', [11, 1, 1, 1])],
      {},
      'usage',
      /inside the photo/,
    ],
  ])('says in a line that it was given %s', async (_, detections, options, code, line) => {
    const { compose } = openComposer(photo, { collection });
    await expect(compose(detections(), options)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(line),
    });
  });
});
