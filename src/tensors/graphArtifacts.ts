import type { io } from '@tensorflow/tfjs-core';
import type { GraphFiles } from './graphFiles.js';

/**
 * A network as TensorFlow's loaders take it, without a file or an address.
 *
 * @throws SyntaxError or TypeError if the text is no graph; the caller says which file it was
 */
export function graphArtifacts({ modelJson, shards }: GraphFiles): io.ModelArtifacts {
  const model = JSON.parse(modelJson) as io.ModelJSON;
  return {
    modelTopology: model.modelTopology,
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
    // Copies, because a shard may be a window on a larger buffer.
    weightData: shards.map((shard) => new Uint8Array(shard).buffer),
  };
}
