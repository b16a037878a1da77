import type { Studio } from '../../state/studio.js';

/** Opens the map of an object, in the one dialog of the page. */
export function MapButton({
  studio,
  object,
  isDisabled = false,
}: {
  readonly studio: Studio;
  readonly object: string;
  readonly isDisabled?: boolean;
}) {
  return (
    <button
      type="button"
      class="map-button"
      aria-label={`Map of ${object}`}
      aria-haspopup="dialog"
      disabled={isDisabled}
      onClick={() => {
        studio.session.mapped.value = object;
      }}
    >
      Map
    </button>
  );
}
