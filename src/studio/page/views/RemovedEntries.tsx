import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { ConfirmDialog } from './collection/ConfirmDialog.js';

/** What was removed, with a way back for each, and a way to delete all of it after a question; nothing where nothing was. */
export function RemovedEntries<Entry extends { readonly entry: string | number }>({
  entries,
  wordsOf,
  onRestore,
  isDeletable,
  question,
  onDelete,
}: {
  readonly entries: readonly Entry[];
  readonly wordsOf: (entry: Entry) => string;
  readonly onRestore: (entry: Entry) => void;
  readonly isDeletable: boolean;
  /** What is lost, for a person who is asked whether all is to be deleted. */
  readonly question: ComponentChildren;
  readonly onDelete: () => void;
}) {
  const confirm = useRef<HTMLDialogElement>(null);
  if (entries.length === 0) return null;
  return (
    <details class="removed">
      <summary>
        Removed <span class="soft">{entries.length}</span>
      </summary>
      <ul>
        {entries.map((entry) => (
          <li key={entry.entry}>
            <span class="removed-name">{wordsOf(entry)}</span>
            <button
              type="button"
              aria-label={`Restore ${wordsOf(entry)}`}
              onClick={() => onRestore(entry)}
            >
              Restore
            </button>
          </li>
        ))}
      </ul>
      {isDeletable && (
        <button type="button" class="delete" onClick={() => confirm.current?.showModal()}>
          Delete for good…
        </button>
      )}
      <ConfirmDialog
        dialog={confirm}
        title="Delete what was removed?"
        action="Delete for good"
        onConfirm={onDelete}
      >
        {question}
      </ConfirmDialog>
    </details>
  );
}
