import { COCO_LABELS } from '../labels.js';
import { CELL_LENGTH } from './projectedMaps.js';
import { EMBEDDING_LENGTH } from './taughtThing.js';

/**
 * How much more the weights of each part of an embedding are penalised in a ridge regression, in its order: the fine
 * map, the coarse one, the class logits. The further a number is from what the camera saw, the more it tells of the 80
 * labels and the less of one thing (bench/TAUGHT.md has what it gives).
 */
export const RELATIVE_PENALTIES = Float64Array.from({ length: EMBEDDING_LENGTH }, (_, i) => {
  if (i < CELL_LENGTH) return 1;
  return i < EMBEDDING_LENGTH - COCO_LABELS.length ? 2 : 11;
});
