import { readFileSync } from 'node:fs';
import type { GraphFiles } from '../../src/tensors/graphFiles.js';

const FOLDER = new URL('../../models/coco-ssd/', import.meta.url);

/** One of the files under models/coco-ssd. */
export function cocoSsdFile(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER));
}

/** The published weights, as the collection hands them to the detector. */
export function cocoSsdFiles(): GraphFiles {
  const modelJson = cocoSsdFile('model.json').toString('utf8');
  const shards = [1, 2, 3, 4, 5].map((n) => cocoSsdFile(`group1-shard${n}of5`));
  return { modelJson, shards };
}

/** What makes embeddings of the detector's feature maps. */
export function embeddingFiles(): GraphFiles {
  const read = (name: string) => readFileSync(new URL(`../taught/${name}`, FOLDER));
  return { modelJson: read('model.json').toString('utf8'), shards: [read('projection.bin')] };
}
