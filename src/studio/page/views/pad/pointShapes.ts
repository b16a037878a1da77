import { PALETTE } from '../../../../picture/palette.js';

/** Half of the width of a point, in hundredths of the plane. */
const RADIUS = 1;

/** Shapes around the middle, drawn from its left or upper corner: what colours do not tell apart, shapes do. */
const SHAPES = [
  // A disc.
  `m${-RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0z`,
  // A square.
  'm-0.9 -0.9h1.8v1.8h-1.8z',
  // A triangle.
  'm0 -1.2l1.15 2h-2.3z',
  // A diamond.
  'm0 -1.3l1.3 1.3l-1.3 1.3l-1.3 -1.3z',
  // A cross.
  'm-0.4 -1.2h0.8v0.8h0.8v0.8h-0.8v0.8h-0.8v-0.8h-0.8v-0.8h0.8z',
  // A triangle on its tip.
  'm0 1.2l1.15 -2h-2.3z',
  // A bar.
  'm-1.3 -0.5h2.6v1h-2.6z',
] as const;

/** How a take is drawn. No two of a hundred takes have the same colour and shape. */
export function markOf(take: number): { readonly rank: number; readonly shape: string } {
  return {
    rank: take % PALETTE.length,
    shape: SHAPES[take % SHAPES.length] as string,
  };
}

/** Points as one path, each in its take's shape. @param points x and y, 0–1, y upwards */
export function pointsPath(points: readonly (readonly number[])[], shape: string): string {
  return points.map(([x = 0, y = 0]) => `M${100 * x} ${100 * (1 - y)}${shape}`).join('');
}
