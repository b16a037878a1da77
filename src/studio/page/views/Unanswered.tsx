import { percent } from '../../../figures.js';
import type { Studio } from '../state/studio.js';

/** What is seen and that no object answers, and what else is worth knowing of the piece. */
export function Unanswered({ studio }: { readonly studio: Studio }) {
  const piece = studio.session.piece.value;
  const notes = [...(studio.session.room.value?.notes ?? []), ...(piece?.notes ?? [])];
  const unheard = piece?.unheard ?? [];
  if (unheard.length === 0 && notes.length === 0) return null;
  return (
    <div class="unanswered">
      {unheard.length > 0 && (
        <p>
          Seen, but without a recording:{' '}
          {unheard.map(({ label, areaShare }) => `${label} (${percent(areaShare)})`).join(', ')}
        </p>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
