import type { io } from '@tensorflow/tfjs-core';

/** A network as TensorFlow.js publishes it, read into memory. */
export interface GraphFiles {
  /** Text of model.json: the graph and the list of its weights. */
  readonly modelJson: string;
  /** Bytes of the shards, in the order in which model.json names them. */
  readonly shards: readonly Uint8Array[];
}

/**
 * The same as TensorFlow's loaders take it, without a file or an address.
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
