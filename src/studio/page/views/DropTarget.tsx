import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Studio } from '../state/studio.js';

/** The page as a place to drop a photo on; a photo that was copied can be pasted as well. */
export function DropTarget({
  studio,
  children,
}: {
  readonly studio: Studio;
  readonly children: ComponentChildren;
}) {
  const [isOver, setIsOver] = useState(false);
  // Where nothing has the focus, a paste goes to the body, above this element.
  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent) => openFirst(studio, clipboardData?.files);
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [studio]);
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
        openFirst(studio, event.dataTransfer?.files);
      }}
    >
      {children}
      {isOver && (
        <div class="dropping" aria-hidden="true">
          <p>Let go of the photo to see what plays in it</p>
        </div>
      )}
    </div>
  );
}

function openFirst(studio: Studio, files: FileList | undefined): void {
  const file = files?.[0];
  if (file !== undefined) void studio.openPhoto(file);
}
