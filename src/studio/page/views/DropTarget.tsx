import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { CollectionState } from '../state/collection/collection.js';
import type { Studio } from '../state/studio.js';
import { droppedFiles } from './collection/droppedFiles.js';

/**
 * The page as a place to drop a photo on, or recordings where the collection is shown; what was copied can be pasted as well.
 */
export function DropTarget({
  studio,
  collection,
  children,
}: {
  readonly studio: Studio;
  readonly collection: CollectionState;
  readonly children: ComponentChildren;
}) {
  const [isOver, setIsOver] = useState(false);
  // Where nothing has the focus, a paste goes to the body, above this element.
  useLayoutEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent) => {
      if (clipboardData !== null) receive(clipboardData, { studio, collection });
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [studio, collection]);
  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped on the page; a button opens them as well
    <div
      class={isOver ? 'page over' : 'page'}
      onDragOver={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (event.relatedTarget === null) setIsOver(false);
      }}
      onDrop={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setIsOver(false);
        if (event.dataTransfer !== null) receive(event.dataTransfer, { studio, collection });
      }}
    >
      {children}
      {isOver && (
        <div class="dropping" aria-hidden="true">
          <p>{wordsOf(studio, collection)}</p>
        </div>
      )}
    </div>
  );
}

function wordsOf({ session }: Studio, { chosen }: CollectionState): string {
  if (session.view.value === 'room') return 'Let go of the photo to see what plays in it';
  return chosen.value.kind === 'object'
    ? `Let go of the recordings to add them to ${chosen.value.name}`
    : 'Let go of the recordings to make an object of them';
}

/** What cannot be read, such as a file that has gone since it was picked up, is told. */
function receive(
  transfer: DataTransfer,
  { studio, collection }: { readonly studio: Studio; readonly collection: CollectionState },
): void {
  if (studio.session.view.value === 'collection') {
    const take = (files: readonly File[]) => files.length > 0 && collection.take(files);
    droppedFiles(transfer).then(take).catch(studio.fail);
    return;
  }
  const [file] = transfer.files;
  if (file !== undefined) void studio.openPhoto(file);
}
