import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
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
  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const take = (files: FileList | undefined) => {
    const file = files?.[0];
    if (file !== undefined) void studio.openPhoto(file);
  };
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
        take(event.dataTransfer?.files);
      }}
      onPaste={(event) => take(event.clipboardData?.files)}
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
