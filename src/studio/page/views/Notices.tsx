import { useEffect } from 'preact/hooks';
import type { Studio } from '../state/studio.js';
import { UNKNOWN_PAGE } from '../state/studioServer.js';
import { Icon } from './icons.js';

/** A note goes by itself once it can be read twice at ease; what went wrong stays until it is closed. */
const READING_MILLISECONDS = 6000;
const READING_MILLISECONDS_A_LETTER = 80;

/** What went wrong, and whether the server is there: above the transport, over the page, so that nothing jumps. */
export function Notices({ studio }: { readonly studio: Studio }) {
  const { notice, connection } = studio.session;
  const shown = notice.value;
  useEffect(() => {
    if (shown?.kind !== 'note') return;
    const timer = setTimeout(
      () => {
        if (notice.peek() === shown) notice.value = undefined;
      },
      READING_MILLISECONDS + READING_MILLISECONDS_A_LETTER * shown.text.length,
    );
    return () => clearTimeout(timer);
  }, [shown, notice]);
  return (
    <div class="notices">
      {connection.value === 'lost' && (
        <p class="notice" role="alert">
          The studio does not answer. What is on this page stays here. If the studio was ended,
          start it again with --port {location.port}, so that this page can go on.
        </p>
      )}
      {connection.value === 'unknown' && (
        <p class="notice" role="alert">
          {UNKNOWN_PAGE}
        </p>
      )}
      {notice.value !== undefined && (
        <p
          class={notice.value.kind === 'error' ? 'notice' : 'notice plain-notice'}
          role={notice.value.kind === 'error' ? 'alert' : 'status'}
        >
          {notice.value.text}
          <button
            type="button"
            class="square dismiss"
            aria-label="Close this message"
            onClick={() => {
              notice.value = undefined;
            }}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
