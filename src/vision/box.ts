import { clamp } from '../math/clamp.js';

/** A rectangle, in the pixels of whatever picture its holder names; x runs right and y down from the top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function areaOf(box: Box): number {
  return box.width * box.height;
}

export function rightOf(box: Box): number {
  return box.x + box.width;
}

export function bottomOf(box: Box): number {
  return box.y + box.height;
}

/** Whether two boxes are equal in all four numbers. */
export function isSameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** A place in the picture that a box lies in. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of a box. */
export function centreOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Area that two boxes have in common; 0 where they only touch. */
export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(rightOf(a), rightOf(b)) - Math.max(a.x, b.x);
  const height = Math.min(bottomOf(a), bottomOf(b)) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0–1: how nearly two boxes are the same; 0 for boxes without area. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared === 0 ? 0 : shared / (areaOf(a) + areaOf(b) - shared);
}

/** How much of `inner` lies inside `outer`, 0–1. */
export function shareInside(inner: Box, outer: Box): number {
  const area = areaOf(inner);
  return area === 0 ? 0 : sharedArea(inner, outer) / area;
}

/**
 * The part of a box that lies inside another; without area where they do not meet.
 * @example clipBox({ x: -2, y: 3, width: 5, height: 9 }, { x: 0, y: 0, width: 10, height: 10 })
 *   // { x: 0, y: 3, width: 3, height: 7 }
 */
export function clipBox(box: Box, frame: Box): Box {
  const x = clamp(box.x, frame.x, rightOf(frame));
  const y = clamp(box.y, frame.y, bottomOf(frame));
  return {
    x,
    y,
    width: clamp(rightOf(box), x, rightOf(frame)) - x,
    height: clamp(bottomOf(box), y, bottomOf(frame)) - y,
  };
}

/**
 * Area that some boxes cover together, what they share counted once.
 * @example unionArea([{ x: 0, y: 0, width: 2, height: 2 }, { x: 1, y: 0, width: 2, height: 2 }]) // 6
 */
export function unionArea(boxes: readonly Box[]): number {
  // Every edge cuts the plane into strips; within a strip the boxes are plain intervals.
  const edges = [...new Set(boxes.flatMap((box) => [box.x, rightOf(box)]))].sort(ascending);
  let area = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const left = edges[i] as number;
    const right = edges[i + 1] as number;
    const spanning = boxes.filter((box) => box.x <= left && rightOf(box) >= right);
    area += (right - left) * coveredHeight(spanning);
  }
  return area;
}

function coveredHeight(boxes: readonly Box[]): number {
  const byTop = [...boxes].sort((a, b) => a.y - b.y);
  let height = 0;
  let coveredTo = Number.NEGATIVE_INFINITY;
  for (const box of byTop) {
    const bottom = bottomOf(box);
    height += Math.max(0, bottom - Math.max(box.y, coveredTo));
    coveredTo = Math.max(coveredTo, bottom);
  }
  return height;
}

function ascending(a: number, b: number): number {
  return a - b;
}
