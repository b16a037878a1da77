import { readFileSync } from 'node:fs';
import type { GraphFiles } from '../../src/tensors/graphFiles.js';

const FOLDER = new URL('../../models/basic-pitch/', import.meta.url);

/** One of the files under models/basic-pitch. */
export function basicPitchFile(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER));
}

/** The published weights, as the collection hands them to the transcriber. */
export function basicPitchFiles(): GraphFiles {
  return {
    modelJson: basicPitchFile('model.json').toString('utf8'),
    shards: [basicPitchFile('group1-shard1of1.bin')],
  };
}
