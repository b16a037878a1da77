import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import { BACKEND_NAMES, type Backend, type BackendName, openBackend } from '../tensors/backend.js';
import { type GraphFiles, graphFilesRule } from '../tensors/graphFiles.js';
import { loadNetwork, type Network } from './network.js';

/** Basic Pitch, loaded and warm; `transcribe` runs it. */
export interface Transcriber {
  readonly backend: Backend;
  readonly network: Network;
  /** Frees the weights; the transcriber cannot be used after it. */
  readonly dispose: () => void;
}

/**
 * Makes a transcriber from the published weights; TensorFlow itself is loaded here and not before.
 *
 * @param options.backend forces an engine; without it the fastest that answers is taken
 * @throws MirrorError `usage` for what is no files, and for an option of another type or of no known name,
 *   `environment` if no backend answers or the files do not hold the weights
 */
export async function loadTranscriber(
  files: GraphFiles,
  options: { readonly backend?: BackendName | undefined } = {},
): Promise<Transcriber> {
  checkOptions('loadTranscriber', options, { backend: BACKEND_NAMES });
  checkArguments({ files }, { files: graphFilesRule('await readTranscriberFiles()') });
  const backend = await openBackend(options.backend);
  const network = await loadNetwork(files);
  return { backend, network, dispose: network.dispose };
}
