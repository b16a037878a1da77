import { type Box, bottomOf, rightOf } from './box.js';

/** A crop of the picture that the network is run on by itself. */
export interface View {
  /** In whole pixels of the picture. */
  readonly box: Box;
  /** The larger view that this one is a tile of; absent for the largest. */
  readonly tileOf?: View;
}

/** How much of a tile it shares with its neighbour: what one cuts in two, the other is likely to show whole. */
const OVERLAP = 0.3;

/** The network squashes every view to a square; longer than 2 : 1, things lose the shape it knows them by. */
const MOST_ELONGATED = 2;

/**
 * Where a photo is longer than this many panels can share out, its panels are longer after all. Of 12 rooms side by side (18 : 1) 13 panels
 * show 155 things, where 4 showed 26.
 */
const MOST_PANELS = 16;

/** Width ÷ height of a photo, or height ÷ width, beyond which its panels are too long: 23. */
const MOST_ELONGATED_PHOTO = Math.floor(MOST_ELONGATED * lengthInTiles(MOST_PANELS));

/** A picture no longer than this shows the network every pixel as it is; tiles would add none. */
const LONGEST_WITHOUT_TILES = 300;

/**
 * What the network is run on: the whole picture and, for the small things, its four quarters, grown so that they overlap.
 * A panorama is first cut into overlapping panels, and each is treated like a picture of its own.
 *
 * @param size of the picture in pixels
 * @param options.isCareful whether nine smaller tiles follow the four, for smaller things
 * @returns 5 views for most photos, at most 80; with the smaller tiles 14, at most 224; a larger view stands before its tiles
 */
export function layOutViews(
  size: { readonly width: number; readonly height: number },
  { isCareful = false }: { readonly isCareful?: boolean } = {},
): View[] {
  const { width, height } = size;
  const frame = { x: 0, y: 0, width, height };
  const count = panelCount(elongationOf(size));
  const grid = width >= height ? { columns: count, rows: 1 } : { columns: 1, rows: count };
  return cut(frame, grid).flatMap((box) => {
    const panel: View = { box };
    if (!isReduced(box)) return [panel];
    const tiles = cut(box, { columns: 2, rows: 2 });
    const hasMore = isCareful && tiles.some(isReduced);
    const smaller = hasMore ? cut(box, { columns: 3, rows: 3 }) : [];
    return [panel, ...[...tiles, ...smaller].map((tile) => ({ box: tile, tileOf: panel }))];
  });
}

/**
 * What is to be done with a photo that even the most panels do not do justice to; undefined for any other.
 *
 * @example elongationAdvice({ width: 3000, height: 100 }) // 'It is 30 : 1, and things in it are squeezed: cut it into …'
 */
export function elongationAdvice(size: {
  readonly width: number;
  readonly height: number;
}): string | undefined {
  const elongation = elongationOf(size);
  if (elongation <= MOST_ELONGATED_PHOTO) return undefined;
  return `It is ${Math.round(elongation)} : 1, and things in it are squeezed: cut it into pieces of at most ${MOST_ELONGATED_PHOTO} : 1.`;
}

/** The longer side of a picture ÷ the shorter one. */
function elongationOf({ width, height }: { width: number; height: number }): number {
  return Math.max(width, height) / Math.min(width, height);
}

/**
 * Whether a box comes near to an edge that a view has inside a larger frame, or crosses it: whether the view may
 * show only a part of it, or nothing of what it stands on.
 *
 * @param options.margin what counts as near, in shares of the view's sides
 */
export function nearsInnerEdge(
  box: Box,
  view: Box,
  { frame, margin }: { readonly frame: Box; readonly margin: number },
): boolean {
  const across = margin * view.width;
  const down = margin * view.height;
  return (
    (view.x > frame.x && box.x < view.x + across) ||
    (view.y > frame.y && box.y < view.y + down) ||
    (rightOf(view) < rightOf(frame) && rightOf(box) > rightOf(view) - across) ||
    (bottomOf(view) < bottomOf(frame) && bottomOf(box) > bottomOf(view) - down)
  );
}

/** Whether the network gets less of a view than its pixels. */
function isReduced({ width, height }: Box): boolean {
  return Math.max(width, height) > LONGEST_WITHOUT_TILES;
}

/** The fewest overlapping panels of which none is too long. */
function panelCount(elongation: number): number {
  let count = 1;
  while (count < MOST_PANELS && elongation / lengthInTiles(count) > MOST_ELONGATED) count++;
  return count;
}

/** Length of a row of overlapping tiles, measured in tiles: 1, 1.7, 2.4 … */
function lengthInTiles(count: number): number {
  return count - (count - 1) * OVERLAP;
}

function cut(frame: Box, grid: { readonly columns: number; readonly rows: number }): Box[] {
  const columns = cutSide(frame.x, frame.width, grid.columns);
  const rows = cutSide(frame.y, frame.height, grid.rows);
  return rows.flatMap(([y, height]) => columns.map(([x, width]) => ({ x, y, width, height })));
}

function cutSide(start: number, length: number, count: number): [start: number, length: number][] {
  const tileLength = Math.ceil(length / lengthInTiles(count));
  return Array.from({ length: count }, (_, i) => {
    const offset = count === 1 ? 0 : Math.round((i * (length - tileLength)) / (count - 1));
    return [start + offset, tileLength];
  });
}
