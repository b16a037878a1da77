import { clockTime } from '../../../../format.js';
import { pitchName } from '../../../../music/note.js';
import { ticksPerBar } from '../../../../music/time.js';
import { unpackNotes } from '../../../protocol/packedNotes.js';
import type { CollectionState } from '../../state/collection/collection.js';
import { spotKey } from '../../state/collection/hearing.js';
import type { NoteOrigin } from '../../state/explaining.js';
import type { Studio } from '../../state/studio.js';
import { Icon } from '../icons.js';

/** Where the chosen note comes from, above the transport. */
export function NotePanel({
  studio,
  collection,
}: {
  readonly studio: Studio;
  readonly collection: CollectionState;
}) {
  const { chosenNote, piece } = studio.session;
  const chosen = chosenNote.value;
  const track = chosen && piece.value?.tracks[chosen.track];
  if (chosen === undefined || piece.value === undefined || track === undefined) return null;
  const [note] = unpackNotes(track.notes.slice(4 * chosen.note, 4 * chosen.note + 4));
  if (note === undefined) return null;
  const bar = Math.floor(note.startTicks / ticksPerBar(piece.value.timeSignature)) + 1;
  const origin = studio.noteOrigin.value;
  return (
    <aside class="note-panel" aria-label="The note" aria-live="polite">
      <p>
        <strong>
          {pitchName(note.pitch)} in bar {bar}
        </strong>{' '}
        of {track.name}
        {origin === undefined ? ', …' : originText(origin, track.boxes.length)}
      </p>
      {origin?.file !== undefined && (
        <button
          type="button"
          aria-pressed={
            studio.session.auditioned.value?.name ===
            spotKey(track.object, origin.file, origin.seconds)
          }
          onClick={() =>
            void collection.hearSpot({
              object: track.object,
              file: origin.file as string,
              seconds: origin.seconds,
              program: track.program,
            })
          }
        >
          Hear it there
        </button>
      )}
      <button
        type="button"
        class="square dismiss"
        aria-label="Close the note"
        onClick={studio.letNoteGo}
      >
        <Icon name="close" />
      </button>
    </aside>
  );
}

/** @param boxes how many the track has */
function originText({ file, seconds, runLength, box }: NoteOrigin, boxes: number): string {
  const from = boxes > 1 ? `, decoded on the way from box ${box + 1} of ${boxes}` : '';
  if (file === undefined) return `${from}. The recording that it was learned from is gone.`;
  const where = `${file} at ${clockTime(Math.round(seconds))}`;
  if (runLength === 0)
    return `${from}. No recording has this chord; the most like it is in ${where}.`;
  const many =
    runLength === 1
      ? 'this one, as it was played there'
      : `${runLength} in a row, as they were played there`;
  return `${from}. It stands in ${where}: ${many}.`;
}
