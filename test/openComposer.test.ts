import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Collection,
  type ComposeOptions,
  type Composition,
  type Detection,
  openCollection,
  openComposer,
  type Photo,
  readPhoto,
  type SoundObject,
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
    expect(gathered.unheard.map(({ label }) => label)).toEqual(['egg']);
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
