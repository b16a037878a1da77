import type { Box } from '../../vision/box.js';

/** POST /api/rooms/<room>/teach: boxes of the photo that show an object, in pixels of the upright photo. */
export interface Teaching {
  readonly object: string;
  readonly boxes: readonly Box[];
}

export interface TeachAnswer {
  readonly object: string;
  /** Those that were not known before. */
  readonly boxes: number;
  /** How many photos show it now. */
  readonly photos: number;
}
