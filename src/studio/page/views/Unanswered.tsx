import { percent } from '../../../format.js';
import type { CollectionState } from '../state/collection/collection.js';
import { isUnderWay } from '../state/collection/trainings.js';
import { pageLine } from '../state/pageLine.js';
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
  const notes = lines.map(pageLine).filter((line) => line !== '');
  const objects = studio.session.studio.value?.objects ?? [];
  const unmatched = piece?.unmatched ?? [];
  if (unmatched.length === 0 && notes.length === 0) return null;
  return (
    <div class="unanswered">
      {unmatched.length > 0 && (
        <ul aria-label="Seen, but played by nothing">
          {unmatched.map(({ label, areaShare }) => (
            <li key={label}>
              {isUnderWay(collection.trainings.value.get(label)) ? (
                `${label} is being trained, and plays as soon as that is done.`
              ) : (
                <>
                  Seen, but nothing plays it yet: {label} ({percent(areaShare)})
                  <button type="button" onClick={() => collection.record(label)}>
                    {objects.includes(label) ? 'Open it…' : 'Record it…'}
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
