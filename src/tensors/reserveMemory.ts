import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { requireTensorflow } from './tensorflow.js';

/**
 * Lets the WebAssembly engine's memory grow once, to hold so much, instead of a dozen times while work is going on: each
 * growth makes V8 collect garbage, a tenth of a cold look at a photo. Memory that is not used stays untouched. Other engines
 * are left as they are.
 */
export function reserveMemory(megabytes: number): void {
  const tf = requireTensorflow();
  if (tf.getBackend() !== 'wasm') return;
  const engine = tf.backend() as BackendWasm;
  const { dataId } = engine.makeOutput([(megabytes * 1e6) / 4], 'float32');
  engine.disposeData(dataId);
}
