/** What was removed, with a way back for each; nothing where nothing was. */
export function RemovedEntries<Entry extends { readonly entry: string | number }>({
  entries,
  wordsOf,
  onRestore,
}: {
  readonly entries: readonly Entry[];
  readonly wordsOf: (entry: Entry) => string;
  readonly onRestore: (entry: Entry) => void;
}) {
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
    </details>
  );
}
