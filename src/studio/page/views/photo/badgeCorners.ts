import type { Box } from '../../../../vision/box.js';

export const CORNERS = ['nw', 'ne', 'sw', 'se'] as const;

export type Corner = (typeof CORNERS)[number];

/** Of a badge with the ring around it, in shares of the photo's width: 24 pixels of 400. */
const BADGE = 0.06;

/**
 * The corner of each box in which its number stands: the upper left one, unless a number of a box before it stands there already.
 *
 * @param boxes in pixels of the photo, those first that are to have their first choice
 * @param photoWidth in pixels
 */
export function badgeCorners(boxes: readonly Box[], photoWidth: number): Corner[] {
  const size = BADGE * photoWidth;
  const taken: { readonly x: number; readonly y: number }[] = [];
  return boxes.map((box) => {
    const places = CORNERS.map((corner) => ({ corner, ...badgePlace(box, corner, size) }));
    const free = places.find(({ x, y }) =>
      taken.every((other) => Math.abs(other.x - x) >= size || Math.abs(other.y - y) >= size),
    );
    const chosen = free ?? (places[0] as (typeof places)[number]);
    taken.push(chosen);
    return chosen.corner;
  });
}

/** The upper left corner of a badge. */
function badgePlace({ x, y, width, height }: Box, corner: Corner, size: number) {
  return {
    x: corner.endsWith('w') ? x : x + width - size,
    y: corner.startsWith('n') ? y : y + height - size,
  };
}
