import type { Box } from './box.js';

/** One thing seen in a photo. */
export interface Detection {
  /** One of COCO's 80 labels, or the name of a taught thing. */
  readonly label: string;
  /** Whether the label is the name of a taught thing; absent where it is one of COCO's. */
  readonly taught?: true;
  /** 0–1, in thousandths. */
  readonly confidence: number;
  /** In whole pixels of the upright photo, inside it, at least 1 × 1. */
  readonly box: Box;
}
