/** Some frames of stereo sound in a row. */
export interface StereoBlock {
  /** Full scale is −1 to 1; a block that is not normalised may lie beyond it. */
  readonly left: Float32Array;
  /** As long as `left`. */
  readonly right: Float32Array;
}

/** The rate at which everything sounds that is rendered here: that of a CD and of the SoundFont's samples. */
export const RENDER_RATE_HZ = 44_100;
