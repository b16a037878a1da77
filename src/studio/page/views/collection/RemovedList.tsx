import type { RemovedAnswer } from '../../../protocol/objects.js';
import type { CollectionState } from '../../state/collection/collection.js';
import { RemovedEntries } from '../RemovedEntries.js';

/** What was removed of the collection, with a way back for each. */
export function RemovedList({ collection }: { readonly collection: CollectionState }) {
  return (
    <RemovedEntries
      entries={collection.removed.value}
      wordsOf={wordsOf}
      onRestore={({ entry }) => void collection.restore(entry)}
    />
  );
}

function wordsOf({ name, files }: RemovedAnswer): string {
  return files.length === 0 ? name : `${files.join(', ')} of ${name}`;
}
