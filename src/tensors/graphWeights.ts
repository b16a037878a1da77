import type { io } from '@tensorflow/tfjs-core';
import type { GraphFiles } from './graphFiles.js';

/** One array of a published network's numbers. */
export interface GraphWeight {
  readonly shape: readonly number[];
  /** Row by row; a window on the shard that holds it, if one does, and so not to be changed. */
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
  const places = new Map<string, { dtype: string; shape: readonly number[]; start: number }>();
  let end = 0;
  for (const { name, shape, dtype } of weightsManifest.flatMap((group) => group.weights)) {
    places.set(name, { dtype, shape, start: end });
    end += sizeOf(shape) * BYTES_PER_VALUE;
  }
  const received = shards.reduce((sum, { length }) => sum + length, 0);
  if (end !== received) {
    throw new RangeError(`expected ${end} bytes of weights, received ${received}`);
  }
  return (name) => {
    const place = places.get(name);
    if (place?.dtype !== 'float32') throw new RangeError(`no weight ${name}`);
    const { shape, start } = place;
    return { shape, values: valuesAt(shards, { start, count: sizeOf(shape) }) };
  };
}

/** The shards are read as if they lay one after the other: a weight may begin in one and end in the next. */
function valuesAt(
  shards: readonly Uint8Array[],
  { start, count }: { readonly start: number; readonly count: number },
): Float32Array {
  const bytes = new Uint8Array(count * BYTES_PER_VALUE);
  let shardStart = 0;
  for (const shard of shards) {
    const from = start - shardStart;
    const to = from + bytes.length;
    shardStart += shard.length;
    if (to <= 0 || from >= shard.length) continue;
    const at = shard.byteOffset + from;
    if (from >= 0 && to <= shard.length && at % BYTES_PER_VALUE === 0) {
      return new Float32Array(shard.buffer, at, count);
    }
    bytes.set(shard.subarray(Math.max(0, from), to), Math.max(0, -from));
  }
  return new Float32Array(bytes.buffer);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
