import { setFlagsFromString } from 'node:v8';
import { openStoredCollection } from '../../batch/collections/openStoredCollection.js';
import { jobProcessor } from '../../batch/queue/processJobs.js';
import {
  loadDetector,
  loadTranscriber,
  readDetectorFiles,
  readTranscriberFiles,
} from '../../index.js';
import { transcribeSegment } from '../../transcription/segments.js';
import { requestedBackend } from '../options/backend.js';
import { createTerminal } from '../terminal/terminal.js';
import { trainJob } from '../trainings/trainJob.js';
import { collectionCache } from './collectionCache.js';
import { mirrorBatchPhotos } from './mirrorBatchPhotos.js';

// The process in which `mirror worker` has its jobs done: one at a time, with one detector and one transcriber for all of them.

// Composing makes many functions anew for each photo, and V8 in Node 20 spends a fifth of the time of a worker on
// optimising them in threads of its own, which other workers of the machine want. With a budget of 500,000 bytes of
// code run before that, instead of 67,584, a photo of 16 bars takes 0.47 s of CPU instead of 0.55; what is computed
// stays the same. Later engines do not know the flag, and say so.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=500000');

let detector: ReturnType<typeof loadDetector> | undefined;
let transcriber: ReturnType<typeof loadTranscriber> | undefined;

const { env } = process;

export default jobProcessor({
  now: () => Date.now(),
  train: (job, signal) => trainJob(job, { env, signal }),
  transcribe: async (segment, { backend: name, ...options }) => {
    const backend = requestedBackend({ MIRROR_BACKEND: name });
    transcriber ??= readTranscriberFiles().then((files) => loadTranscriber(files, { backend }));
    return transcribeSegment(await transcriber, segment, options);
  },
  openMirror: async (batch, { store, signal }) => {
    const backend = requestedBackend({ MIRROR_BACKEND: batch.requires.backend });
    detector ??= readDetectorFiles().then((files) => loadDetector(files, { backend, threads: 1 }));
    const cache = collectionCache(env);
    const { collection: hash, settings } = batch;
    const collection = await openStoredCollection(store, { hash, cache, signal });
    // What there is to say of a photo is in its result.
    const nowhere = { write: () => {} };
    const terminal = createTerminal({ stdout: nowhere, stderr: nowhere, env, quiet: true });
    const context = { terminal, signal, env, workingFolder: process.cwd() };
    return mirrorBatchPhotos({ context, detector, collection, settings, jobs: 1 });
  },
});
