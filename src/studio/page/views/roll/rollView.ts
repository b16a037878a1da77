/** How a piece lies in the width of the rolls: which tick stands where. */
export interface RollView {
  readonly pixelsPerTick: number;
  /** Of the tick 0, in pixels from the left edge of the roll; 0 or below. */
  readonly left: number;
  /** Of the whole piece, in pixels. */
  readonly contentWidth: number;
  /** Of what is seen of it. */
  readonly width: number;
}

/** Narrower bars show nothing. */
export const LEAST_BAR_WIDTH = 14;

/**
 * @param options.barWidth in pixels; undefined for as wide as fits
 * @param options.scrolled pixels
 */
export function rollView({
  width,
  bars,
  lengthTicks,
  barWidth,
  scrolled,
}: {
  readonly width: number;
  readonly bars: number;
  readonly lengthTicks: number;
  readonly barWidth: number | undefined;
  readonly scrolled: number;
}): RollView {
  const fitting = width / bars;
  const contentWidth = Math.max(width, bars * Math.max(LEAST_BAR_WIDTH, barWidth ?? fitting));
  const left = -Math.min(Math.max(0, scrolled), contentWidth - width);
  return { pixelsPerTick: contentWidth / lengthTicks, left, contentWidth, width };
}

export function xOf({ pixelsPerTick, left }: RollView, ticks: number): number {
  return left + ticks * pixelsPerTick;
}

export function ticksAt({ pixelsPerTick, left }: RollView, x: number): number {
  return (x - left) / pixelsPerTick;
}
