import type { Box } from '../../../../vision/box.js';

/** A corner of a box, by where it lies, or the whole of it. */
export type Grip = 'nw' | 'ne' | 'sw' | 'se' | 'whole';

/** Less is a click with an unsteady hand. */
const LEAST_PIXELS = 4;

/** A box that is dragged by one of its grips. @param dx, dy in pixels of the photo */
export function draggedBox(box: Box, grip: Grip, { dx, dy }: { dx: number; dy: number }): Box {
  if (grip === 'whole') return { ...box, x: box.x + dx, y: box.y + dy };
  const isWest = grip.endsWith('w');
  const isNorth = grip.startsWith('n');
  // An edge that is dragged beyond the other stops a pixel before it.
  const moveX = isWest ? Math.min(dx, box.width - 1) : Math.max(dx, 1 - box.width);
  const moveY = isNorth ? Math.min(dy, box.height - 1) : Math.max(dy, 1 - box.height);
  return {
    x: box.x + (isWest ? moveX : 0),
    y: box.y + (isNorth ? moveY : 0),
    width: box.width + (isWest ? -moveX : moveX),
    height: box.height + (isNorth ? -moveY : moveY),
  };
}

/** The rectangle between two corners, in whatever order. */
export function boxBetween(a: { x: number; y: number }, b: { x: number; y: number }): Box {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/**
 * Follows a pointer from where it was pressed until it is let go; a second finger beside it does nothing.
 *
 * @param onMove hears how far it is from there, in pixels of the screen, once it has gone farther than a click does
 * @param onEnd hears whether it has
 */
export function followPointer(
  event: PointerEvent,
  {
    onMove,
    onEnd,
  }: {
    readonly onMove: (by: { dx: number; dy: number }) => void;
    readonly onEnd: (hasMoved: boolean) => void;
  },
): void {
  if (!event.isPrimary) return;
  const target = event.currentTarget as HTMLElement;
  const { clientX, clientY, pointerId } = event;
  let hasMoved = false;
  const move = (moved: PointerEvent) => {
    if (moved.pointerId !== pointerId) return;
    const by = { dx: moved.clientX - clientX, dy: moved.clientY - clientY };
    hasMoved ||= Math.hypot(by.dx, by.dy) >= LEAST_PIXELS;
    if (hasMoved) onMove(by);
  };
  const end = (ended: PointerEvent) => {
    if (ended.pointerId !== pointerId) return;
    target.removeEventListener('pointermove', move);
    target.removeEventListener('pointerup', end);
    target.removeEventListener('pointercancel', end);
    onEnd(hasMoved);
  };
  target.setPointerCapture(pointerId);
  target.addEventListener('pointermove', move);
  target.addEventListener('pointerup', end);
  target.addEventListener('pointercancel', end);
}
