import type { Random } from '../../math/random.js';
import type { Note } from '../../music/note.js';
import { type TimeSignature, ticksPerBeat } from '../../music/time.js';

/**
 * The tracks of a piece, each rotated within the piece by a random number of whole printed beats. It is what chance
 * gives: each track keeps its notes, its beats and how long it rests, and what it had to do with the others is gone.
 * A note that passes the end goes on at the beginning as a second note.
 *
 * @param options.lengthTicks of the piece, above 0
 */
export function shiftedTracks(
  tracks: readonly (readonly Note[])[],
  options: {
    readonly lengthTicks: number;
    readonly timeSignature: TimeSignature;
    readonly random: Random;
  },
): Note[][] {
  const { lengthTicks, timeSignature, random } = options;
  const beatTicks = ticksPerBeat(timeSignature);
  const beats = Math.max(1, Math.floor(lengthTicks / beatTicks));
  return tracks.map((notes) => {
    const byTicks = Math.floor(random() * beats) * beatTicks;
    return notes.flatMap((note) => rotated(note, byTicks, lengthTicks));
  });
}

function rotated(note: Note, byTicks: number, lengthTicks: number): Note[] {
  const startTicks = (note.startTicks + byTicks) % lengthTicks;
  const beyond = startTicks + note.durationTicks - lengthTicks;
  if (beyond <= 0) return [{ ...note, startTicks }];
  return [
    { ...note, startTicks, durationTicks: note.durationTicks - beyond },
    { ...note, startTicks: 0, durationTicks: beyond },
  ];
}
