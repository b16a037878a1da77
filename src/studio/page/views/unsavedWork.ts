import type { CollectionState } from '../state/collection/collection.js';
import { recordingOf } from '../state/recording.js';
import type { Studio } from '../state/studio.js';

/**
 * Has the browser ask before the page is left with work that is nowhere else: changes of the room since it was opened or saved, a
 * take that is being recorded or was not kept, recordings that are not yet in the collection.
 *
 * @returns a function that ends it
 */
export function guardUnsavedWork(studio: Studio, collection: CollectionState): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    const { isRecording, takes } = recordingOf(studio);
    const isOnlyHere =
      studio.isChanged.value ||
      isRecording.value ||
      takes.value.some(({ isKept }) => !isKept) ||
      collection.hasDrafts();
    if (isOnlyHere) event.preventDefault();
  };
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}
