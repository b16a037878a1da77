import { percent } from '../../../format.js';
import type { CollectionState } from '../state/collection/collection.js';
import type { Studio } from '../state/studio.js';

/** What is seen and that no object answers, and what else is worth knowing of the piece. */
export function Unanswered({
  studio,
  collection,
}: {
  readonly studio: Studio;
  readonly collection: CollectionState;
}) {
  const piece = studio.session.piece.value;
  const notes = [...(studio.session.room.value?.notes ?? []), ...(piece?.notes ?? [])];
  const unmatched = piece?.unmatched ?? [];
  if (unmatched.length === 0 && notes.length === 0) return null;
  return (
    <div class="unanswered">
      {unmatched.length > 0 && (
        <ul aria-label="Seen, but without a recording">
          {unmatched.map(({ label, areaShare }) => (
            <li key={label}>
              Seen, but without a recording: {label} ({percent(areaShare)})
              <button type="button" onClick={() => collection.record(label)}>
                Record it…
              </button>
            </li>
          ))}
        </ul>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
