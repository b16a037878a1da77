import type { io } from '@tensorflow/tfjs-core';
import type { GraphFiles } from './graphFiles.js';

/** One array of a published network's numbers. */
export interface GraphWeight {
  readonly shape: readonly number[];
  /** Row by row; a window on memory that all weights share, not to be changed. */
  readonly values: Float32Array;
}

/** TensorFlow.js publishes nothing wider or narrower unless a network is quantised; ours are not. */
const BYTES_PER_VALUE = 4;

/**
 * The numbers of a published network by their names, without building its graph.
 *
 * @returns finds a weight by its name; throws RangeError for one that is not there, or not of float32
 * @throws SyntaxError or TypeError if the text is no graph, RangeError if the shards are too short or too long
 */
export function readWeights({ modelJson, shards }: GraphFiles): (name: string) => GraphWeight {
  const { weightsManifest } = JSON.parse(modelJson) as io.ModelJSON;
  const bytes = joined(shards);
  const places = new Map<string, { dtype: string; shape: readonly number[]; start: number }>();
  let end = 0;
  for (const { name, shape, dtype } of weightsManifest.flatMap((group) => group.weights)) {
    places.set(name, { dtype, shape, start: end });
    end += sizeOf(shape) * BYTES_PER_VALUE;
  }
  if (end !== bytes.byteLength) {
    throw new RangeError(`expected ${end} bytes of weights, received ${bytes.byteLength}`);
  }
  return (name) => {
    const { dtype, shape, start } = places.get(name) ?? {};
    if (dtype !== 'float32' || shape === undefined) throw new RangeError(`no weight ${name}`);
    return { shape, values: new Float32Array(bytes, start, sizeOf(shape)) };
  };
}

/** A weight may begin in one shard and end in the next. */
function joined(shards: readonly Uint8Array[]): ArrayBuffer {
  const bytes = new Uint8Array(shards.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const shard of shards) {
    bytes.set(shard, start);
    start += shard.length;
  }
  return bytes.buffer;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
