import type { GraphFiles } from '../../tensors/graphFiles.js';
import { readWeights } from '../../tensors/graphWeights.js';
import { COCO_LABELS } from '../labels.js';
import { noEmbedding } from './projection.js';

/** How the class logits are distributed over many photos' anchors; in the order of `COCO_LABELS`. */
export interface LogitScale {
  /** [80] */
  readonly mean: Float32Array;
  /** [80], above 0 */
  readonly deviation: Float32Array;
}

/**
 * The scale as a property of a detector, or nothing where there are no files.
 * @throws MirrorError `environment` if the files do not hold it
 */
export function readLogitScale(files: GraphFiles | undefined): {
  readonly logitScale?: LogitScale;
} {
  if (files === undefined) return {};
  try {
    const weightNamed = readWeights(files);
    const [mean, deviation] = ['logits/mean', 'logits/deviation'].map((name) => {
      const { values } = weightNamed(name);
      if (values.length !== COCO_LABELS.length) throw new RangeError(`${name}: not 80 numbers`);
      return values.slice();
    }) as [Float32Array, Float32Array];
    if (!deviation.every((value) => value > 0)) throw new RangeError('no deviation');
    return { logitScale: { mean, deviation } };
  } catch (cause) {
    throw noEmbedding(cause);
  }
}
