import { homedir } from 'node:os';
import { join } from 'node:path';
import { openStoredCollection } from '../../batch/collections/openStoredCollection.js';
import { chunkProcessor } from '../../batch/queue/processChunk.js';
import { loadDetector, readDetectorFiles } from '../../index.js';
import { requestedBackend } from '../options/backend.js';
import { createTerminal } from '../terminal/terminal.js';
import { mirrorBatchPhotos } from './mirrorBatchPhotos.js';

// The process in which `mirror worker` has its jobs done: one at a time, with one detector for all of them.

let detector: ReturnType<typeof loadDetector> | undefined;

export default chunkProcessor(async (batch, { store, signal }) => {
  const { env } = process;
  const backend = requestedBackend({ MIRROR_BACKEND: batch.requires.backend });
  detector ??= readDetectorFiles().then((files) => loadDetector(files, { backend, threads: 1 }));
  const cache = join(
    env.XDG_CACHE_HOME || join(homedir(), '.cache'),
    'sound-mirror',
    'collections',
  );
  const collection = await openStoredCollection(store, { hash: batch.collection, cache, signal });
  // What there is to say of a photo is in its result.
  const nowhere = { write: () => {} };
  const terminal = createTerminal({ stdout: nowhere, stderr: nowhere, env, quiet: true });
  const context = { terminal, signal, env, workingFolder: process.cwd() };
  const { settings } = batch;
  return mirrorBatchPhotos({ context, detector, collection, settings, jobs: 1 });
});
