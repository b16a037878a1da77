import type { Note } from '../../music/note.js';
import { type Triad, tonesOf } from './chord.js';

const RINGS = Number(process.env.RINGS ?? 1);
/** What is struck less than this share of a triad's time before the next one is a suspension, and lives on. */
const SUSPENDED = Number(process.env.SUSP ?? 0.25);

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
    let rings = 0;
    for (let at = Math.floor(note.startTicks / triadTicks) + 1; at * triadTicks < end; at++) {
      const durationTicks = at * triadTicks - note.startTicks;
      const triad = triads[at];
      if (durationTicks < SUSPENDED * triadTicks || !triad) continue;
      const tones = tonesOf(triad);
      const pitchClass = note.pitch % 12;
      if (tones.includes(pitchClass)) continue;
      const rubs = tones.some((tone) => [1, 11].includes((pitchClass - tone + 12) % 12));
      if (rubs || rings >= RINGS) return { ...note, durationTicks };
      rings++;
    }
    return note;
  });
}
