import { checkOptions } from '../../checks/checkOptions.js';
import { throwIfAborted } from '../../errors.js';
import type { Backend, BackendName } from '../../tensors/backend.js';
import type { GraphFiles } from '../../tensors/graphFiles.js';
import type { Detector, InferOptions } from '../detector.js';
import { disposedDetector, INFER_RULES } from '../detectRules.js';
import type { DetectorFiles, NetworkOutput } from '../network.js';
import { readLogitScale } from '../taught/logitScale.js';
import { type DetectorThread, startThread } from './startThread.js';
import { closeQueue, type InferredView, queueViews, type ViewQueue } from './viewQueue.js';

export interface TogetherOptions {
  readonly backend: BackendName | undefined;
  /** 1 or more. */
  readonly threads: number;
  /** Ends the threads while they load. */
  readonly signal: AbortSignal | undefined;
  /** Makes a detector in the caller's own thread, for what the threads leave undone. */
  readonly fallBack: (files: DetectorFiles) => Promise<Detector>;
}

/**
 * A detector that runs the network in threads besides the caller's, which stays free. Where a thread ends, the others take what
 * is left of the queue, and the caller's thread infers the views that it had taken, or all where no thread is left.
 *
 * @param reading the network's files; the threads start their engines while they are read
 * @throws MirrorError `aborted` when the signal fires, `environment` where the files of embeddings are damaged, as `reading` does, and as
 *   `fallBack` does, where no thread could load the network
 */
export async function loadTogether(
  reading: DetectorFiles | PromiseLike<DetectorFiles>,
  { backend: preference, threads: count, signal, fallBack }: TogetherOptions,
): Promise<Detector> {
  const threads = Array.from({ length: count }, () => startThread({ backend: preference }));
  const end = () => {
    for (const thread of threads) thread.end();
  };
  signal?.addEventListener('abort', end, { once: true });
  const { shared, embedding } = await prepare(reading).catch((error: unknown) => {
    end();
    throw error;
  });
  for (const thread of threads) thread.load(shared);
  const backend = await firstReady(threads);
  signal?.removeEventListener('abort', end);
  throwIfAborted(signal);
  for (const thread of threads) thread.unref();
  if (backend === undefined) return fallBack(shared);
  let own: Promise<Detector> | undefined;
  let isDisposed = false;
  return {
    backend,
    threads: () => Math.max(1, threads.filter((thread) => thread.isAlive()).length),
    ...embedding,
    infer: async (picture, views, options: InferOptions = {}) => {
      checkOptions('infer', options, INFER_RULES);
      const { signal, withMaps = false } = options;
      throwIfAborted(signal);
      if (isDisposed) throw disposedDetector();
      const outputs: NetworkOutput[] = [];
      const queue = queueViews(picture, views, { withMaps });
      for (const { index, output } of await inferByThreads(queue, { threads, signal })) {
        outputs[index] = output;
      }
      throwIfAborted(signal);
      const missed = [...views.keys()].filter((index) => outputs[index] === undefined);
      if (missed.length === 0) return outputs;
      own ??= fallBack(shared);
      const others = missed.map((index) => views[index] as (typeof views)[number]);
      const rest = (await own).infer(picture, others, { signal, withMaps });
      for (const [i, output] of (await rest).entries()) {
        outputs[missed[i] as number] = output;
      }
      return outputs;
    },
    dispose: () => {
      isDisposed = true;
      end();
      own?.then((detector) => detector.dispose()).catch(() => {});
    },
  };
}

/** The engine of the first thread that is ready, undefined when all have ended before. */
async function firstReady(threads: readonly DetectorThread[]): Promise<Backend | undefined> {
  const loaded = threads.map(async ({ ready }) => (await ready) ?? Promise.reject(new Error()));
  return Promise.any(loaded).catch(() => undefined);
}

/**
 * What the threads give for a queue. No call waits for a thread that is still loading when the others have inferred
 * everything, nor for one in the middle of a view when the signal fires.
 */
function inferByThreads(
  queue: ViewQueue,
  options: { readonly threads: readonly DetectorThread[]; readonly signal?: AbortSignal },
): Promise<readonly InferredView[]> {
  const { threads, signal } = options;
  return new Promise((resolve) => {
    const outputs: InferredView[] = [];
    let running = threads.length;
    const stop = () => {
      closeQueue(queue);
      resolve(outputs);
    };
    const end = () => {
      signal?.removeEventListener('abort', stop);
      resolve(outputs);
    };
    signal?.addEventListener('abort', stop, { once: true });
    for (const thread of threads) {
      thread.infer(queue).then((some) => {
        outputs.push(...some);
        running--;
        if (running === 0 || outputs.length === queue.views.length) end();
      });
    }
  });
}

/** Reads the files so that whatever is wrong with them is found before a thread has them. */
async function prepare(reading: DetectorFiles | PromiseLike<DetectorFiles>) {
  const shared = await toSharedMemory(reading);
  return { shared, embedding: readLogitScale(shared.embedding) };
}

/** So that the threads share the 18 MB of weights instead of having a copy each. */
async function toSharedMemory(
  reading: DetectorFiles | PromiseLike<DetectorFiles>,
): Promise<DetectorFiles> {
  const files = await reading;
  return {
    ...inSharedMemory(files),
    ...(files.embedding && { embedding: inSharedMemory(files.embedding) }),
  };
}

function inSharedMemory({ modelJson, shards }: GraphFiles): GraphFiles {
  return {
    modelJson,
    shards: shards.map((shard) => {
      const shared = new Uint8Array(new SharedArrayBuffer(shard.length));
      shared.set(shard);
      return shared;
    }),
  };
}
