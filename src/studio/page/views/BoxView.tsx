import type { KnownDetection } from '../state/boxEdits.js';
import type { Studio } from '../state/studio.js';

export interface BoxProps {
  readonly studio: Studio;
  readonly detection: KnownDetection;
  readonly photo: { readonly width: number; readonly height: number };
  /** Of the lane that answers; undefined where none does. */
  readonly name: string | undefined;
  /** Of the lane, on its largest box; undefined on others. */
  readonly number: number | undefined;
  /** Of its colour. */
  readonly rank: number | undefined;
  /** For those who do not see it. */
  readonly description: string;
}

/** One box on the photo. Looking at it lights up its lane, and the other way round. */
export function BoxView({ studio, detection, photo, name, number, rank, description }: BoxProps) {
  const { lookedAt } = studio.session;
  const { x, y, width, height } = detection.box;
  const look = () => {
    lookedAt.value = name;
  };
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  const isLit = name !== undefined && lookedAt.value === name;
  const isDim = lookedAt.value !== undefined && !isLit;
  return (
    <button
      type="button"
      data-box={detection.id}
      class={`box${isLit ? ' lit' : ''}${isDim ? ' dim' : ''}${name === undefined ? ' mute' : ''}`}
      style={{
        left: share(x, photo.width),
        top: share(y, photo.height),
        width: share(width, photo.width),
        height: share(height, photo.height),
        '--own': rank === undefined ? 'var(--soft)' : `var(--object-${rank})`,
        '--on-own': rank === undefined ? '#fff' : `var(--on-object-${rank})`,
      }}
      aria-label={number === undefined ? description : `${number}: ${description}`}
      title={description}
      onMouseEnter={look}
      onFocus={look}
      onMouseLeave={() => {
        lookedAt.value = undefined;
      }}
      onBlur={() => {
        lookedAt.value = undefined;
      }}
    >
      {number !== undefined && <span class="disc">{number}</span>}
    </button>
  );
}
