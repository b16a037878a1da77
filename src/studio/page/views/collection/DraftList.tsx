import { clockTime, percent } from '../../../../format.js';
import type { Chosen, CollectionState } from '../../state/collection/collection.js';
import type { DraftEntry } from '../../state/collection/draft.js';
import { draftKey } from '../../state/collection/hearing.js';
import type { Studio } from '../../state/studio.js';
import { Icon } from '../icons.js';
import { NotesPicture } from '../recorder/NotesPicture.js';
import { HearButton } from './HearButton.js';

/** Recordings that are not yet added: how far each is, heard, and taken back. */
export function DraftList({
  target,
  instrument,
  studio,
  collection,
}: {
  readonly target: Chosen;
  readonly instrument: string;
  readonly studio: Studio;
  readonly collection: CollectionState;
}) {
  const draft = collection.draftOf(target);
  if (draft.entries.value.length === 0) return null;
  return (
    <ul class="draft">
      {draft.entries.value.map((entry) => (
        <li key={entry.key} class={entry.state === 'refused' ? 'refused' : undefined}>
          <HearButton
            studio={studio}
            name={draftKey(target, entry)}
            of={entry.name}
            isDisabled={entry.state !== 'ready'}
            onHear={() => void collection.hearDraft(target, entry, instrument)}
          />
          <span class="take-name">{entry.name}</span>
          <span class="soft">{wordOf(entry)}</span>
          <span class="take-time">
            {entry.seconds === undefined ? '' : clockTime(Math.round(entry.seconds))}
          </span>
          <button
            type="button"
            class="square"
            aria-label={`Take back ${entry.name}`}
            disabled={draft.isAdding.value}
            onClick={() => void draft.remove(entry)}
          >
            <Icon name="close" />
          </button>
          {entry.notes !== undefined && (
            <NotesPicture
              notes={entry.notes.notes}
              lengthTicks={entry.notes.lengthTicks}
              words={`Notes of ${entry.name}`}
            />
          )}
          {entry.line !== undefined && (
            <p class="take-line" role={entry.state === 'refused' ? 'alert' : undefined}>
              {entry.line}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function wordOf({ state, kind, done }: DraftEntry): string {
  switch (state) {
    case 'waiting':
      return 'waits';
    case 'sending':
      return 'is read';
    case 'transcribing':
      return done === undefined || done === 0 ? 'transcribing' : `transcribing ${percent(done)}`;
    case 'refused':
      return 'refused';
    default:
      return kind === 'audio' ? 'audio, transcribed' : 'MIDI';
  }
}
