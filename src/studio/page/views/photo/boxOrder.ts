import { areaOf, type Box } from '../../../../vision/box.js';

/** A box with the name that it is known by. */
export interface PlacedBox {
  readonly id: string;
  readonly box: Box;
}

/** Keys that go from one box to another. */
const NEXT_KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
const VERTICAL_KEYS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/**
 * Boxes as one reads: row by row from the top, each from left to right. A box is in the row of the one before where its centre is no
 * farther above or below the centre of the row's first than half of the lower one's height.
 *
 * @example readingOrder([right, left, below]).map(({ id }) => id) // ['left', 'right', 'below']
 */
export function readingOrder<Placed extends PlacedBox>(boxes: readonly Placed[]): Placed[] {
  const rows: Placed[][] = [];
  for (const each of [...boxes].sort((a, b) => centreY(a) - centreY(b) || a.box.x - b.box.x)) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row !== undefined && first !== undefined && isBeside(first, each)) row.push(each);
    else rows.push([each]);
  }
  return rows.flatMap((row) => row.sort((a, b) => centreX(a) - centreX(b)));
}

/**
 * The box that a key leads to from another: left and right to the one before and behind in reading order, so that every box is
 * reached; up and down to the nearest of another row; Home and End to the first and the last.
 *
 * @returns undefined where the key leads nowhere
 */
export function boxByKey<Placed extends PlacedBox>(
  key: string,
  { id, boxes }: { readonly id: string; readonly boxes: readonly Placed[] },
): Placed | undefined {
  const order = readingOrder(boxes);
  if (key === 'Home') return order[0];
  if (key === 'End') return order.at(-1);
  const index = order.findIndex((each) => each.id === id);
  const from = order[index];
  if (from === undefined) return undefined;
  const step = NEXT_KEYS[key];
  if (step !== undefined) return order[index + step];
  const direction = VERTICAL_KEYS[key];
  return direction === undefined ? undefined : nearestBeyond(from, { direction, boxes: order });
}

/** The box that takes the place of one that is taken away: the next in reading order, or else the one before. */
export function boxInPlaceOf(id: string, boxes: readonly PlacedBox[]): PlacedBox | undefined {
  const order = readingOrder(boxes);
  const index = order.findIndex((each) => each.id === id);
  return order[index + 1] ?? order[index - 1];
}

/** Large boxes first, so that small ones lie on them and each can be reached. */
export function stackingOrder<Placed extends PlacedBox>(boxes: readonly Placed[]): Placed[] {
  return [...boxes].sort((a, b) => areaOf(b.box) - areaOf(a.box));
}

/** What is aside counts twice, as it lies less in the direction that was asked for. */
function nearestBeyond<Placed extends PlacedBox>(
  from: Placed,
  { direction, boxes }: { readonly direction: number; readonly boxes: readonly Placed[] },
): Placed | undefined {
  const far = (to: Placed) =>
    direction * (centreY(to) - centreY(from)) + 2 * Math.abs(centreX(to) - centreX(from));
  const beyond = boxes.filter(
    (to) => direction * (centreY(to) - centreY(from)) > 0 && !isBeside(from, to),
  );
  return beyond.reduce<Placed | undefined>(
    (nearest, to) => (nearest === undefined || far(to) < far(nearest) ? to : nearest),
    undefined,
  );
}

function isBeside(first: PlacedBox, other: PlacedBox): boolean {
  const lower = Math.min(first.box.height, other.box.height);
  return Math.abs(centreY(first) - centreY(other)) <= lower / 2;
}

function centreX({ box }: PlacedBox): number {
  return box.x + box.width / 2;
}

function centreY({ box }: PlacedBox): number {
  return box.y + box.height / 2;
}
