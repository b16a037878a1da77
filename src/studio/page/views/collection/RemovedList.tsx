import type { RemovedAnswer } from '../../../protocol/objects.js';
import type { CollectionState } from '../../state/collection/collection.js';

/** What was removed, with a way back for each. */
export function RemovedList({ collection }: { readonly collection: CollectionState }) {
  const removed = collection.removed.value;
  if (removed.length === 0) return null;
  return (
    <details class="removed">
      <summary>
        Removed <span class="soft">{removed.length}</span>
      </summary>
      <ul>
        {removed.map((entry) => (
          <li key={entry.entry}>
            <span class="removed-name">{wordsOf(entry)}</span>
            <button
              type="button"
              aria-label={`Restore ${wordsOf(entry)}`}
              onClick={() => void collection.restore(entry.entry)}
            >
              Restore
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function wordsOf({ name, files }: RemovedAnswer): string {
  return files.length === 0 ? name : `${files.join(', ')} of ${name}`;
}
