import { INFERENCE_RULE } from '../checks/argumentRules.js';
import { checkArguments } from '../checks/checkOptions.js';
import type { Detection } from './detection.js';
import { detectionsOf } from './detectObjects.js';
import type { Inference } from './inference.js';
import { suppressOverlapping } from './nonMaximumSuppression.js';

/** What is much fainter is a little of everything. */
const LEAST_CONFIDENCE = 0.06;

/** Two boxes of a greater intersection over union are one proposal, whatever the labels. */
const SAME_PROPOSAL_IOU = 0.6;

/** More numbers would hide the photo. */
const MOST = 20;

/**
 * Boxes around whatever things there may be in a photo, for a person to choose from: what a thing of no label is taken for is of no
 * matter, if only the box is its own.
 *
 * @returns at most 20, the likeliest first; the same photo always gives the same list
 */
export function proposeBoxes(inference: Inference): Detection[] {
  checkArguments({ inference }, { inference: INFERENCE_RULE });
  const detections = detectionsOf(inference, { minConfidence: LEAST_CONFIDENCE });
  return suppressOverlapping(detections, { threshold: SAME_PROPOSAL_IOU, most: MOST });
}
