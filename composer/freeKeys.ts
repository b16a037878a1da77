import type { Note } from '../src/music/note.js';
import { byStart } from '../src/music/note.js';

/** A key needs this long to come up before it can be struck again: about 10 ms at 100 a minute. */
const LIFT_TICKS = 8;

/**
 * Lifts every key a little before it is struck again: ten fingers share one keyboard.
 *
 * A key that both hands want at once is played once, by the hand that plays it later and louder.
 *
 * @returns the notes that can be played, in order of playing
 */
export function withFreeKeys<Played extends Note>(notes: readonly Played[]): Played[] {
  const nextStart = new Map<number, number>();
  const latestFirst = [...notes].sort(
    (a, b) => b.startTicks - a.startTicks || b.velocity - a.velocity,
  );
  const free: Played[] = [];
  for (const note of latestFirst) {
    const limitTicks = (nextStart.get(note.pitch) ?? Infinity) - note.startTicks - LIFT_TICKS;
    if (limitTicks < 1) continue;
    free.push({ ...note, durationTicks: Math.min(note.durationTicks, limitTicks) });
    nextStart.set(note.pitch, note.startTicks);
  }
  return free.sort(byStart);
}
