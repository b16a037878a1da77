import type { Studio } from '../state/studio.js';

const VIEWS = [
  ['room', 'Room'],
  ['collection', 'Collection'],
] as const;

/** What the page shows: the room, or the objects that play in it. */
export function Views({ studio }: { readonly studio: Studio }) {
  const { view, notice } = studio.session;
  return (
    <nav class="views" aria-label="Views">
      {VIEWS.map(([name, words]) => (
        <button
          key={name}
          type="button"
          aria-current={view.value === name ? 'page' : undefined}
          onClick={() => {
            view.value = name;
            // What was said of the other view has been read, or will not be.
            notice.value = undefined;
          }}
        >
          {words}
        </button>
      ))}
    </nav>
  );
}
