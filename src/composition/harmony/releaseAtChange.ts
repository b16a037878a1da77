import type { Note } from '../../music/note.js';
import { type Triad, tonesOf } from './chord.js';

/** What is struck less than this share of a triad's time before the next one is a suspension, and lives on. */
const SUSPENDED = 0.25;

/**
 * Lets notes go where the harmony moves on to a triad that they are no tone of, as a hand does.
 *
 * @param notes as they sound
 * @param harmony.triads one after another from the start of the piece, each as long as `triadTicks`
 */
export function releaseAtChange(
  notes: readonly Note[],
  { triads, triadTicks }: { triads: readonly (Triad | undefined)[]; triadTicks: number },
): Note[] {
  return notes.map((note) => {
    const end = note.startTicks + note.durationTicks;
    for (let at = Math.floor(note.startTicks / triadTicks) + 1; at * triadTicks < end; at++) {
      const durationTicks = at * triadTicks - note.startTicks;
      const triad = triads[at];
      if (durationTicks < SUSPENDED * triadTicks || !triad || isSame(triad, triads[at - 1]))
        continue;
      if (!tonesOf(triad).includes(note.pitch % 12)) return { ...note, durationTicks };
    }
    return note;
  });
}

function isSame(a: Triad, b: Triad | undefined): boolean {
  return a.root === b?.root && a.quality === b.quality;
}
