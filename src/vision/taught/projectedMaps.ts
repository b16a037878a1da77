/** Numbers that a cell of either feature map is projected to. */
export const CELL_LENGTH = 160;

/** Cells to a side of the two feature maps. */
export const FINE_SIDE = 19;
export const COARSE_SIDE = 10;

/** The feature maps of one view, each cell projected to `CELL_LENGTH` whitened components, rows from the top. */
export interface ProjectedMaps {
  /** [FINE_SIDE, FINE_SIDE, CELL_LENGTH] */
  readonly fine: Float32Array;
  /** [COARSE_SIDE, COARSE_SIDE, CELL_LENGTH] */
  readonly coarse: Float32Array;
}
