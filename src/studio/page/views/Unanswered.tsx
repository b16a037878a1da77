import { percent } from '../../../format.js';
import { type CollectionState, isForThePage } from '../state/collection/collection.js';
import { isUnderWay } from '../state/collection/trainings.js';
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
  const lines = [...(studio.session.room.value?.notes ?? []), ...(piece?.notes ?? [])];
  const notes = lines.filter(isForThePage);
  const unmatched = piece?.unmatched ?? [];
  if (unmatched.length === 0 && notes.length === 0) return null;
  return (
    <div class="unanswered">
      {unmatched.length > 0 && (
        <ul aria-label="Seen, but without a recording">
          {unmatched.map(({ label, areaShare }) => (
            <li key={label}>
              {isUnderWay(collection.trainings.value.get(label)) ? (
                `${label} is being trained, and plays as soon as that is done.`
              ) : (
                <>
                  Seen, but without a recording: {label} ({percent(areaShare)})
                  <button type="button" onClick={() => collection.record(label)}>
                    Record it…
                  </button>
                </>
              )}
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
