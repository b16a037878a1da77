import type { Note } from '../../../../music/note.js';
import type { Studio } from '../../state/studio.js';
import { playheadTicks } from '../roll/playhead.js';

/**
 * What a key does to the chosen note of a lane that is focused: Enter chooses the one at the playhead, arrows the ones before and
 * behind it, Escape lets it go.
 *
 * @param options.track index of the lane's track
 * @returns undefined for other keys
 */
export function noteKey(
  key: string,
  {
    studio,
    track,
    notes,
  }: { readonly studio: Studio; readonly track: number; readonly notes: readonly Note[] },
): (() => void) | undefined {
  if (key === 'Enter') {
    const ticks = playheadTicks(studio);
    const next = notes.findIndex(
      ({ startTicks, durationTicks }) => startTicks + durationTicks > ticks,
    );
    const index = next === -1 ? notes.length - 1 : next;
    return () => studio.chooseNote(track, index);
  }
  const chosen = studio.session.chosenNote.value;
  if (chosen?.track !== track) return undefined;
  const last = notes.length - 1;
  switch (key) {
    case 'Escape':
      return studio.letNoteGo;
    case 'ArrowLeft':
      return () => studio.chooseNote(track, Math.max(0, chosen.note - 1));
    case 'ArrowRight':
      return () => studio.chooseNote(track, Math.min(last, chosen.note + 1));
    default:
      return undefined;
  }
}
