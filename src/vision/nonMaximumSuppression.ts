import { intersectionOverUnion } from './box.js';
import type { Candidate } from './candidates.js';

/** Two boxes of one label are one thing above this intersection over union, as in COCO's own evaluation. */
export const IOU_THRESHOLD = 0.5;

/**
 * Non-maximum suppression within each label: of candidates at one place the first stays.
 *
 * @param sorted strongest first
 */
export function nonMaximumSuppression(sorted: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    const known = kept.some(
      ({ classIndex, box }) =>
        classIndex === candidate.classIndex &&
        intersectionOverUnion(box, candidate.box) > IOU_THRESHOLD,
    );
    if (!known) kept.push(candidate);
  }
  return kept;
}
