import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { openBackend } from '../../tensors/backend.js';
import { type DetectorFiles, loadNetwork, type NetworkOutput } from '../network.js';
import type { ThreadCall, ThreadSetup, ThreadWord } from './startThread.js';
import { type InferredView, takeInputs, type ViewQueue } from './viewQueue.js';

// The body of a thread that `startThread` started: a TensorFlow and a network of its own.

const port = parentPort as MessagePort;
const say = (word: ThreadWord, moved: ArrayBuffer[] = []) => port.postMessage(word, moved);

const { promise: given, resolve: give } = withResolvers<DetectorFiles>();
port.on('message', (call: ThreadCall) => {
  if (call.is === 'files') give(call.files);
  else void infer(call);
});
// The engine starts while the caller reads the files.
const { backend: preference } = workerData as ThreadSetup;
const loading = openBackend(preference).then(async (backend) => {
  const network = await loadNetwork(await given);
  say({ is: 'ready', backend });
  return network;
});

async function infer({ id, queue }: { readonly id: number; readonly queue: ViewQueue }) {
  const network = await loading;
  const outputs: InferredView[] = [];
  for (const { index, input } of takeInputs(queue)) {
    outputs.push({ index, output: await network.run(input, queue) });
  }
  // Moved and not copied: an output has 0.7 MB, with feature maps 1 MB.
  say(
    { is: 'inferred', id, outputs },
    outputs.flatMap(({ output }) => buffersOf(output)),
  );
}

function buffersOf({ confidences, boxes, maps }: NetworkOutput): ArrayBuffer[] {
  const arrays = [confidences, boxes, ...(maps ? [maps.fine, maps.coarse] : [])];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
