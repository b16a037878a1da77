import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import { MirrorError, throwIfAborted } from '../errors.js';
import {
  BACKEND_NAMES,
  type Backend,
  type BackendName,
  likelyBackend,
  openBackend,
} from '../tensors/backend.js';
import { graphFilesRule } from '../tensors/graphFiles.js';
import { yieldToEventLoop } from '../yieldToEventLoop.js';
import type { Box } from './box.js';
import { disposedDetector, INFER_RULES } from './detectRules.js';
import { type DetectorFiles, loadNetwork, type NetworkOutput } from './network.js';
import { toNetworkInput } from './networkInput.js';
import type { Raster } from './photo/photo.js';
import { type LogitScale, readLogitScale } from './taught/logitScale.js';
import { loadTogether } from './threads/inferTogether.js';

/** COCO-SSD, loaded. */
export interface Detector {
  readonly backend: Backend;
  /** How many threads run the network at present. */
  readonly threads: () => number;
  /** How the class logits of an embedding are standardised; absent where the files did not hold what makes embeddings. */
  readonly logitScale?: LogitScale;
  /**
   * Runs the network on views of a picture. Several calls may be under way.
   * @param views in whole pixels, inside the picture
   * @param options.withMaps whether each output shall have `maps`, for what is taught
   * @returns an output for each view, the same whichever thread made it
   * @throws MirrorError `usage` for an option of another type or of no known name and after `dispose`, `aborted` when the
   *   signal fires
   */
  readonly infer: (
    picture: Raster,
    views: readonly Box[],
    options?: InferOptions,
  ) => Promise<NetworkOutput[]>;
  /** Frees the weights and ends the threads; the detector cannot be used after it. */
  readonly dispose: () => void;
}

export interface InferOptions {
  readonly signal?: AbortSignal | undefined;
  readonly withMaps?: boolean | undefined;
}

export interface DetectorOptions {
  /** Forces an engine; without it the fastest that answers is taken. */
  readonly backend?: BackendName | undefined;
  /**
   * How many threads of their own run the network, each with a TensorFlow and about 150 MB, while the caller's stays
   * free; 0, the default, for the caller's alone. The backend `node` has threads inside and runs in the caller's.
   */
  readonly threads?: number | undefined;
  /** Gives up loading: threads end at once, the caller's own is asked before it begins. It has no effect on a detector that is loaded. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a detector from the published weights; TensorFlow itself is loaded here and not before.
 *
 * @param files as `readDetectorFiles` gives them; while they are still being read, threads start their engines
 * @throws MirrorError `usage` for a number of threads that is none, for what is no files, and for an option of another
 *   type or of no known name, `environment` if no backend answers or the files do not hold the weights, `aborted` when
 *   the signal fires; and whatever reading the files fails with
 */
export async function loadDetector(
  files: DetectorFiles | PromiseLike<DetectorFiles>,
  options: DetectorOptions = {},
): Promise<Detector> {
  checkOptions('loadDetector', options, {
    backend: BACKEND_NAMES,
    threads: 'any',
    signal: 'signal',
  });
  const { backend, threads = 0, signal } = options;
  const reading = Promise.resolve(files).then(checkedFiles);
  // If nothing is loaded after all, it does not matter that the files could not be read.
  reading.catch(() => {});
  if (!(Number.isSafeInteger(threads) && threads >= 0)) {
    throw new MirrorError(
      'usage',
      `Expected a whole number of threads from 0 up but received ${threads}.`,
    );
  }
  throwIfAborted(signal);
  const loadInCaller = (files: DetectorFiles) => loadHere(files, backend);
  if (threads === 0 || likelyBackend(backend) === 'node') return loadInCaller(await reading);
  return loadTogether(reading, { backend, threads, signal, fallBack: loadInCaller });
}

/** Another argument in the place of the files is no damage of the package's. */
function checkedFiles(files: DetectorFiles): DetectorFiles {
  checkArguments({ files }, { files: graphFilesRule('await readDetectorFiles()') });
  return files;
}

/** A detector in the caller's thread. */
async function loadHere(
  files: DetectorFiles,
  preference: BackendName | undefined,
): Promise<Detector> {
  const backend = await openBackend(preference);
  const network = await loadNetwork(files);
  let isDisposed = false;
  return {
    backend,
    threads: () => 1,
    ...readLogitScale(files.embedding),
    infer: async (picture, views, options: InferOptions = {}) => {
      checkOptions('infer', options, INFER_RULES);
      const { signal, withMaps = false } = options;
      throwIfAborted(signal);
      const outputs: NetworkOutput[] = [];
      for (const view of views) {
        if (isDisposed) throw disposedDetector();
        outputs.push(await network.run(toNetworkInput(picture, view), { withMaps }));
        // The network holds this thread; a Ctrl-C gets through in between.
        await yieldToEventLoop(signal);
      }
      return outputs;
    },
    dispose: () => {
      isDisposed = true;
      network.dispose();
    },
  };
}
