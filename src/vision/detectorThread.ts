import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { openBackend } from '../tensors/backend.js';
import { loadNetwork } from './network.js';
import type { ThreadCall, ThreadSetup, ThreadWord } from './startThread.js';
import { type SeenView, takeInputs } from './viewQueue.js';

// The body of a thread that `startThread` started: a TensorFlow and a network of its own.

const { files, backend: preference } = workerData as ThreadSetup;
const port = parentPort as MessagePort;
const say = (word: ThreadWord) => port.postMessage(word);

const backend = await openBackend(preference);
const network = await loadNetwork(files);
port.on('message', async ({ id, queue }: ThreadCall) => {
  const seen: SeenView[] = [];
  for (const { index, input } of takeInputs(queue)) {
    seen.push({ index, pass: await network.run(input, queue) });
  }
  say({ is: 'seen', id, seen });
});
say({ is: 'ready', backend });
