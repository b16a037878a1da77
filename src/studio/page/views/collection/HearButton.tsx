import type { Studio } from '../../state/studio.js';
import { Icon } from '../icons.js';

/** Plays something apart from the room, and stops it. */
export function HearButton({
  studio,
  name,
  of,
  isDisabled = false,
  onHear,
}: {
  readonly studio: Studio;
  /** What the page calls what is played. */
  readonly name: string;
  /** What a person calls it. */
  readonly of: string;
  readonly isDisabled?: boolean;
  readonly onHear: () => void;
}) {
  const isHeard = studio.session.auditioned.value?.name === name;
  return (
    <button
      type="button"
      class="square"
      disabled={isDisabled}
      aria-label={isHeard ? `Stop ${of}` : `Play ${of}`}
      onClick={onHear}
    >
      <Icon name={isHeard ? 'stop' : 'play'} />
    </button>
  );
}
