import { percent } from '../../../format.js';
import type { Busy } from '../state/session.js';
import type { Studio } from '../state/studio.js';

const WORDS: Readonly<Record<Busy, string>> = {
  connecting: 'Opening the studio',
  sending: 'Reading the photo',
  photo: 'Reading the photo',
  detect: 'Looking for things in the photo',
  compose: 'Composing',
  file: 'Making the file',
  teach: 'Learning what it looks like',
};

/** What goes on, for a person who waits. Its line is there when nothing does. */
export function BusyLine({ studio }: { readonly studio: Studio }) {
  const { fileDone } = studio.session;
  const busy = studio.session.busy.value;
  return (
    <p class="busy" role="status">
      {busy !== undefined && (
        <>
          <span class="dot" aria-hidden="true" />
          {WORDS[busy]}
          {busy === 'file' && (
            <>
              {fileDone.value > 0 && `, ${percent(fileDone.value)}`}
              <button type="button" class="small" onClick={studio.callOffFile}>
                Cancel
              </button>
            </>
          )}
        </>
      )}
    </p>
  );
}
