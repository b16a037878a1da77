import type { RemovedRoomAnswer } from '../../../protocol/answers.js';
import type { Studio } from '../../state/studio.js';

/** Rooms that were removed, with a way back for each. */
export function RemovedRooms({
  studio,
  onRestore,
}: {
  readonly studio: Studio;
  readonly onRestore: (removed: RemovedRoomAnswer) => void;
}) {
  const { removedRooms = [] } = studio.session.studio.value ?? {};
  if (removedRooms.length === 0) return null;
  return (
    <details class="removed">
      <summary>
        Removed <span class="soft">{removedRooms.length}</span>
      </summary>
      <ul>
        {removedRooms.map((removed) => (
          <li key={removed.entry}>
            <span class="removed-name">{removed.name}</span>
            <button
              type="button"
              aria-label={`Restore ${removed.name}`}
              onClick={() => onRestore(removed)}
            >
              Restore
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
