import { throwIfAborted } from '../errors.js';
import { type Backend, type BackendName, openBackend } from '../tensors/backend.js';
import type { GraphFiles } from '../tensors/graphFiles.js';
import type { Box } from './box.js';
import { loadNetwork, type NetworkPass } from './network.js';
import { toNetworkInput } from './networkInput.js';
import type { Raster } from './photo.js';

/** COCO-SSD, loaded and warm. */
export interface Detector {
  readonly backend: Backend;
  /**
   * Looks at parts of a picture, one after another.
   * @param views in whole pixels, inside the picture
   * @throws MirrorError `aborted` when the signal fires
   */
  readonly look: (
    picture: Raster,
    views: readonly Box[],
    options?: { readonly signal?: AbortSignal },
  ) => Promise<NetworkPass[]>;
  /** Frees the weights; the detector cannot be used after it. */
  readonly dispose: () => void;
}

/**
 * Makes a detector from the published weights; TensorFlow itself is loaded here and not before.
 *
 * @param options.backend forces an engine; without it the fastest that answers is taken
 * @throws MirrorError `environment` if no backend answers or the files do not hold the weights
 */
export async function loadDetector(
  files: GraphFiles,
  options: { readonly backend?: BackendName } = {},
): Promise<Detector> {
  const backend = await openBackend(options.backend);
  const network = await loadNetwork(files);
  return {
    backend,
    look: async (picture, views, { signal } = {}) => {
      const passes: NetworkPass[] = [];
      for (const view of views) {
        throwIfAborted(signal);
        passes.push(await network.run(toNetworkInput(picture, view)));
      }
      return passes;
    },
    dispose: network.dispose,
  };
}
