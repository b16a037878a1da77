import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Studio } from '../state/studio.js';

/** Asks before a room that was changed makes room for another. */
export function LeaveRoom({ studio }: { readonly studio: Studio }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isAsked = studio.isLeaving.value;
  // Before it is drawn: keys that are typed at once must not go to the page below.
  useLayoutEffect(() => {
    if (isAsked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isAsked]);
  return (
    <dialog ref={dialog} aria-labelledby="leave-title" onClose={studio.stay}>
      <form method="dialog" class="save">
        <h2 id="leave-title">Leave {studio.roomName.value}?</h2>
        <p>What you made of it is not saved.</p>
        <div class="group">
          <button type="submit" class="main">
            Stay
          </button>
          <button type="button" onClick={studio.leave}>
            Leave it
          </button>
        </div>
      </form>
    </dialog>
  );
}
