import type { BatchPhoto, Requirements } from '../../src/batch/batch.js';
import type { MirrorPhotos } from '../../src/batch/photoSteps.js';
import { type BatchPlan, planBatch } from '../../src/batch/planBatch.js';
import { batchSettings } from '../../src/batch/settings.js';
import { sha256Of } from '../../src/files/checksum.js';

export const REQUIRES: Requirements = {
  version: '7.1.3',
  weights: 'ab'.repeat(32),
  backend: 'cpu',
};

/** What a batch shares that is none of the photos' own. */
export const SHARED: Omit<BatchPlan, 'photos'> = {
  settings: batchSettings({ bars: 3 }, undefined),
  requires: REQUIRES,
  collection: 'cd'.repeat(32),
};

/** A batch of photos that are not there, each with contents of its own. */
export function standInBatch(count: number, at = '/photos') {
  const photos = Array.from({ length: count }, (_, i) => ({
    path: `${at}/${i}.jpg`,
    sha256: sha256Of(new TextEncoder().encode(`photo ${i}`)),
    title: `${i}`,
  }));
  return planBatch({ ...SHARED, photos });
}

/** Stands in for the network: writes music that names its photo. @param onBegin called with each photo; may throw */
export function standInMirror(
  onBegin: (photo: BatchPhoto, among: number) => void = () => {},
): MirrorPhotos {
  return async (photos, { begin, done, failed, writeMusic }) => {
    for (const photo of photos) {
      try {
        await begin(photo);
        onBegin(photo, photos.length);
        await writeMusic(photo, new TextEncoder().encode(`music of ${photo.key}`));
        await done(photo, { seed: 5 });
      } catch (error) {
        await failed(photo, error);
      }
    }
  };
}
