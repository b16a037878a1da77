/** Pixels in memory: sRGB, 8 bits, three colour channels interleaved, rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3] */
  readonly data: Uint8Array;
}
