import type { Note } from '../../../../music/note.js';
import { noteThickness } from '../../../../picture/room/pitchLanes.js';
import type { RollContent } from './drawRoll.js';
import { type RollView, ticksAt, xOf } from './rollView.js';

/** How far beside a note a finger may be, in pixels. */
const REACH = 4;

/** Where a note stands in its lane, in pixels. */
export function noteRectangle(
  { pitch, startTicks, durationTicks }: Note,
  { height, middlePitch, semitone }: RollContent,
  view: RollView,
): { x: number; y: number; width: number; height: number } {
  const thick = noteThickness(semitone);
  return {
    x: xOf(view, startTicks),
    y: height / 2 - (pitch - middlePitch) * semitone - thick / 2,
    // A hair of paper between a note and the next of the same key.
    width: Math.max(1.3, durationTicks * view.pixelsPerTick - 0.7),
    height: thick,
  };
}

/** Index of the note at a place of the lane, the nearest of those in reach; undefined where there is none. */
export function noteAt(
  content: RollContent,
  view: RollView,
  at: { readonly x: number; readonly y: number },
): number | undefined {
  const reachTicks = REACH / view.pixelsPerTick;
  const ticks = ticksAt(view, at.x);
  let nearest: { index: number; distance: number } | undefined;
  for (const [index, note] of content.notes.entries()) {
    if (note.startTicks + content.longestTicks < ticks - reachTicks) continue;
    if (note.startTicks > ticks + reachTicks) break;
    const { x, y, width, height } = noteRectangle(note, content, view);
    const dx = Math.max(x - at.x, 0, at.x - x - width);
    const dy = Math.max(y - at.y, 0, at.y - y - height);
    const distance = Math.hypot(dx, dy);
    if (distance <= REACH && distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) {
      nearest = { index, distance };
    }
  }
  return nearest?.index;
}
