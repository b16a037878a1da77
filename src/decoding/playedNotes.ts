import { eventsToNotes, type MusicalEvent } from '../events/events.js';
import { byStart, type Note } from '../music/note.js';

/** The notes of events in order of playing, each with the index of its event. */
export function playedNotes(events: readonly MusicalEvent[]): Note[] {
  return events
    .flatMap((event, i) => eventsToNotes([event]).map((note) => ({ ...note, event: i })))
    .sort(byStart);
}
