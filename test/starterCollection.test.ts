import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  COCO_LABELS,
  DECODER_KINDS,
  findObject,
  openCollection,
  readRecordings,
  saveDecoder,
  trainingState,
  trainObject,
} from '../src/index.js';

const collection = await openCollection();

describe('the starter collection', () => {
  it('has at least 18 objects, and no label in two of them', () => {
    expect(collection.objects.length).toBeGreaterThanOrEqual(18);
    const labels = collection.objects.flatMap((object) => object.labels);
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(COCO_LABELS).toContain(label);
  });

  it.each(collection.objects.map((object) => [object.name, object] as const))(
    '%s is trained in both kinds on the recordings that lie there, in at most 500 KB each',
    async (_, object) => {
      for (const kind of DECODER_KINDS) {
        expect(await trainingState(object, { kind })).toEqual({ state: 'trained' });
        const folder = kind === 'phrase' ? object.modelsFolder : join(object.modelsFolder, kind);
        const [json, weights] = await Promise.all(
          ['decoder.json', 'weights.bin'].map((name) => stat(join(folder, name))),
        );
        expect((json?.size ?? 0) + (weights?.size ?? 0)).toBeLessThanOrEqual(500_000);
      }
    },
  );

  it('comes out of `mirror train` byte for byte as it is committed', async () => {
    const object = findObject(collection, 'wine-glass');
    const { recordings } = await readRecordings(object);
    for (const kind of DECODER_KINDS) {
      const decoder = await trainObject(recordings, { object: object.name, kind, backend: 'wasm' });
      const folder = kind === 'phrase' ? object.modelsFolder : join(object.modelsFolder, kind);
      const committed = await readFile(join(folder, 'weights.bin'));
      expect(committed.equals(saveDecoder(decoder).weights)).toBe(true);
    }
  });
});
