import type { Note } from '../../music/note.js';
import { tonesOf } from './chord.js';
import type { HarmonyOfPiece } from './harmonyOfPiece.js';

/**
 * Lets notes go where the harmony moves on to a triad that they are no tone of, as a hand does. A suspension that was struck before
 * the change by less than `SUSPENDED` of a triad's time lives on.
 *
 * @param bars what a part plays in each bar of material, ticks from its bar line
 */
export function releaseAtChange(
  bars: readonly (readonly Note[])[],
  { harmony, semitones }: { harmony: HarmonyOfPiece; semitones: number },
): (readonly Note[])[] {
  const { barTicks, triadTicks } = harmony;
  return bars.map((notes, bar) =>
    notes.map((note) => {
      const pitchClass = (((note.pitch + semitones) % 12) + 12) % 12;
      const end = note.startTicks + note.durationTicks;
      const first = Math.floor(Math.max(0, note.startTicks) / triadTicks) + 1;
      for (let change = first * triadTicks; change < end; change += triadTicks) {
        if (change - note.startTicks < SUSPENDED * triadTicks) continue;
        const ahead = Math.floor(change / barTicks);
        const triad = harmony.triadAt({ bar: bar + ahead, ticks: change - ahead * barTicks });
        if (triad && !tonesOf(triad).includes(pitchClass)) {
          return { ...note, durationTicks: change - note.startTicks };
        }
      }
      return note;
    }),
  );
}

/** Share of a triad's time. */
const SUSPENDED = 0.25;
