import { byStart, type Note } from './note.js';

/**
 * The same notes as one keyboard can play them, in order of playing: no key is pressed while it is down.
 *
 * A note still sounding when its pitch is struck again ends there. Notes of one pitch struck together all
 * last as long as the longest of them. So each note-off can only belong to one length of note, whichever
 * way a reader pairs them (first in first out, last in first out, or all at once), and none is lost.
 *
 * @example keyPresses([long C from 0 to 960, C from 480 to 720]) // C from 0 to 480, C from 480 to 720
 */
export function keyPresses(notes: readonly Note[]): Note[] {
  const inOrder = [...notes].sort((a, b) => byStart(a, b) || a.durationTicks - b.durationTicks);
  const laterByPitch = new Map<number, Note>();
  // From the end, so that what a note runs into is known; of notes struck together the longest comes first.
  return inOrder
    .reverse()
    .map((note) => {
      const later = laterByPitch.get(note.pitch);
      const press = later ? endBefore(later, note) : note;
      laterByPitch.set(note.pitch, press);
      return press;
    })
    .reverse();
}

function endBefore(later: Note, note: Note): Note {
  const distance = later.startTicks - note.startTicks;
  const durationTicks =
    distance === 0 ? later.durationTicks : Math.min(note.durationTicks, distance);
  return { ...note, durationTicks };
}
