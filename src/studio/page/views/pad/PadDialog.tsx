import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Studio } from '../../state/studio.js';
import { Icon } from '../icons.js';
import { LatentPad } from './LatentPad.js';

/** The map that a lane asks for, over the page. */
export function PadDialog({ studio }: { readonly studio: Studio }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { mapped } = studio.session;
  const object = mapped.value;
  // Before it is drawn: keys that are typed at once must not go to the page below.
  useLayoutEffect(() => {
    if (object !== undefined) dialog.current?.showModal();
  }, [object]);
  return (
    <dialog
      ref={dialog}
      class="pad-dialog"
      aria-labelledby="pad-title"
      onClose={() => {
        mapped.value = undefined;
      }}
    >
      {object !== undefined && (
        <>
          <h2 id="pad-title">Map of {object}</h2>
          <LatentPad studio={studio} object={object} />
          <button
            type="button"
            aria-label="Close"
            class="square close"
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </dialog>
  );
}
