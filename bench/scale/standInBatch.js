import { planBatch } from '../../dist/batch/planBatch.js';
import { batchSettings } from '../../dist/batch/settings.js';

const sha256 = (i) => i.toString(16).padStart(64, '0');

/** A batch of photos that are not there. */
export function standInBatch(photoCount) {
  return planBatch({
    photos: Array.from({ length: photoCount }, (_, i) => ({
      path: `/shared/archive/box-${i % 1000}/photo-${i}.jpg`,
      sha256: sha256(i),
      title: `photo-${i}`,
    })),
    settings: batchSettings({}, undefined),
    requires: { version: '0.2.0', weights: sha256(1), backend: 'wasm' },
    collection: sha256(2),
  });
}
