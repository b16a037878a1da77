import { AsyncLocalStorage } from 'node:async_hooks';
import type { BackendName } from './backendName.js';
import { requireEngine, requireTensorflow } from './tensorflow.js';
import { findTfjsNode } from './tfjsNode.js';

/** How the start of an engine went; `reason` is a clause that fits after «but». */
export type EngineStart =
  | { readonly state: 'answers' }
  | { readonly state: 'fails'; readonly reason: string }
  | { readonly state: 'absent'; readonly reason: string };

/**
 * Loads one engine, makes it TensorFlow's own and lets it multiply two small matrices.
 * Never throws and never prints: whatever goes wrong becomes the reason.
 */
export async function startEngine(name: BackendName): Promise<EngineStart> {
  if (name === 'node') {
    const found = findTfjsNode();
    if (found.state !== 'ready') return found;
  }
  const { packageName, tensorflowName } = ENGINES[name];
  try {
    const tf = requireTensorflow();
    // Production mode is TensorFlow's own way to keep its banners and warnings to itself.
    tf.enableProdMode();
    load(packageName);
    const accepted = await withoutProcessListeners(() => tf.setBackend(tensorflowName));
    return accepted && (await multipliesRightly(tf))
      ? { state: 'answers' }
      : { state: 'fails', reason: `${packageName} loads but does not answer` };
  } catch (error) {
    return { state: 'fails', reason: `${packageName} does not load (${firstLine(error)})` };
  }
}

/** The package that brings an engine, and what TensorFlow itself calls it. */
const ENGINES: Readonly<
  Record<BackendName, { readonly packageName: string; readonly tensorflowName: string }>
> = {
  node: { packageName: '@tensorflow/tfjs-node', tensorflowName: 'tensorflow' },
  // In Node this package finds its .wasm files beside itself, whatever the folder is called.
  wasm: { packageName: '@tensorflow/tfjs-backend-wasm', tensorflowName: 'wasm' },
  cpu: { packageName: '@tensorflow/tfjs-backend-cpu', tensorflowName: 'cpu' },
};

function load(packageName: string): void {
  // TensorFlow's C library announces its instruction sets on stderr unless its log level is that of errors.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  requireEngine(packageName);
}

/** Says which work a listener was added by, however many promises lie between. */
const workOfOurs = new AsyncLocalStorage<symbol>();

/**
 * Takes the listeners for uncaught errors away that `work` itself adds to the process, at once, and no others: the
 * WebAssembly engine installs two that rethrow, and an error of the caller's would then be reported as if it were
 * TensorFlow's. What the caller adds meanwhile stays.
 */
async function withoutProcessListeners<T>(work: () => Promise<T>): Promise<T> {
  const mark = Symbol('work');
  const note = (event: string | symbol, listener: () => void) => {
    if (workOfOurs.getStore() !== mark || !ERROR_EVENTS.has(event)) return;
    // It is announced before it is added.
    queueMicrotask(() => process.removeListener(event, listener));
  };
  process.on('newListener', note);
  try {
    return await workOfOurs.run(mark, work);
  } finally {
    process.removeListener('newListener', note);
  }
}

const ERROR_EVENTS: ReadonlySet<string | symbol> = new Set([
  'uncaughtException',
  'unhandledRejection',
]);

/** Whether the engine in use knows that [[1, 2], [3, 4]] × [[5], [6]] = [[17], [39]]. */
async function multipliesRightly(tf: typeof import('@tensorflow/tfjs-core')): Promise<boolean> {
  const product = tf.tidy(() =>
    tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6], [2, 1])),
  );
  const [top, bottom] = await product.data();
  product.dispose();
  return top === 17 && bottom === 39;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').trim().replace(/[.:]$/, '');
}
