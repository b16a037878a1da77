import { useRef, useState } from 'preact/hooks';
import { clockTime } from '../../../../format.js';
import type { ObjectAnswer } from '../../../protocol/objects.js';
import type { CollectionState } from '../../state/collection/collection.js';
import { takeKey } from '../../state/collection/hearing.js';
import type { Studio } from '../../state/studio.js';
import { Icon } from '../icons.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { HearButton } from './HearButton.js';

/** The takes of an object: heard, and of one's own object removed one by one. */
export function TakeList({
  object,
  studio,
  collection,
}: {
  readonly object: ObjectAnswer;
  readonly studio: Studio;
  readonly collection: CollectionState;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [doomed, setDoomed] = useState('');
  const { name, takes, isOwn } = object;
  return (
    <section class="takes" aria-label="Takes">
      <h3>
        Takes <span class="soft">{takes.length}</span>
      </h3>
      <ul>
        {takes.map(({ file, kind, seconds }) => (
          <li key={file}>
            <HearButton
              studio={studio}
              name={takeKey(name, file)}
              of={file}
              isDisabled={seconds === null}
              onHear={() => void collection.hearTake(object, file)}
            />
            <span class="take-name">{file}</span>
            <span class="soft">{kind === 'audio' ? 'audio' : 'MIDI'}</span>
            <span class="take-time">{seconds === null ? '' : clockTime(Math.round(seconds))}</span>
            {isOwn && (
              <button
                type="button"
                class="square"
                aria-label={`Remove ${file}`}
                onClick={() => {
                  setDoomed(file);
                  dialog.current?.showModal();
                }}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        dialog={dialog}
        title={`Remove ${doomed}?`}
        action="Remove"
        onConfirm={() => void collection.removeTake(name, doomed)}
      >
        What {name} has learned stays until it is trained again. You can restore the take from
        Removed.
      </ConfirmDialog>
    </section>
  );
}
