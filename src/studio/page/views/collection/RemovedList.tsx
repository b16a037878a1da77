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
      isDeletable={collection.removed.value.some((each) => each.isDeletable)}
      question="None of it can be restored then, and no edit can be taken back any more. What ships with the program can be."
      onDelete={() => void empty(collection)}
    />
  );
}

async function empty(collection: CollectionState): Promise<void> {
  await collection.emptyRemoved();
  // What had the focus is gone from the page by now.
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('.objects-tools button')?.focus();
}

function wordsOf({ name, files }: RemovedAnswer): string {
  return files.length === 0 ? name : `${files.join(', ')} of ${name}`;
}
