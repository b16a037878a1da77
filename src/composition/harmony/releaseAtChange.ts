import { type Note, pitchClassOf } from '../../music/note.js';
import { isSameTriad, type Triad, tonesOf } from './chord.js';

/**
 * Lets notes go where the harmony moves on to a triad that they rub against: that has a tone a semitone from them. Others ring on, as
 * the pedal holds them: sixths and ninths are the colour of an object.
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
      // What has sounded for less than a triad's time is a suspension, and lives on.
      if (durationTicks < triadTicks || !triad || isSameTriad(triad, triads[at - 1])) continue;
      if (rubs(note.pitch, triad)) return { ...note, durationTicks };
    }
    return note;
  });
}

function rubs(pitch: number, triad: Triad): boolean {
  const tones = tonesOf(triad);
  const isBeside = tones.some((tone) => [1, 11].includes(pitchClassOf(pitch - tone)));
  return isBeside && !tones.includes(pitchClassOf(pitch));
}
