import type { Busy } from '../state/session.js';
import type { Studio } from '../state/studio.js';
import { Icon } from './icons.js';

const BUSY: Readonly<Record<Busy, string>> = {
  connecting: 'Opening the studio',
  sending: 'Reading the photo',
  photo: 'Reading the photo',
  detect: 'Looking for things in the photo',
  compose: 'Composing',
  file: 'Making the file',
};

/** What goes on, what went wrong, and whether the server is there. Its place is kept free, so that nothing jumps. */
export function Notices({ studio }: { readonly studio: Studio }) {
  const { busy, notice, connection } = studio.session;
  return (
    <div class="notices">
      <p class="busy" role="status">
        {busy.value !== undefined && (
          <>
            <span class="dot" aria-hidden="true" />
            {BUSY[busy.value]}
          </>
        )}
      </p>
      {connection.value === 'lost' && (
        <p class="notice" role="alert">
          The studio does not answer. It may have been ended with Ctrl-C; this page goes on as soon
          as it is back.
        </p>
      )}
      {connection.value === 'other' && (
        <p class="notice" role="alert">
          The studio was started anew. Open the address that it has printed; this page belongs to
          the one before.
        </p>
      )}
      {notice.value !== undefined && (
        <p class="notice" role="alert">
          {notice.value.text}
          <button
            type="button"
            class="square"
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
