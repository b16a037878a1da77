import type { Box } from '../../../../vision/box.js';
import { insidePhoto, type KnownDetection } from '../../state/document/boxEdits.js';
import type { Studio } from '../../state/studio.js';
import { CORNERS, type Corner } from './badgeCorners.js';
import { draggedBox, followPointer, type Grip } from './dragBox.js';
import { placeOnPhoto } from './placeOnPhoto.js';

export interface BoxProps {
  readonly studio: Studio;
  readonly detection: KnownDetection;
  readonly photo: { readonly width: number; readonly height: number };
  /** Of the lane that answers; undefined where none does. */
  readonly name: string | undefined;
  /** Of the lane, on its largest box; undefined on others. */
  readonly number: number | undefined;
  /** Where the number stands. */
  readonly badgeCorner: Corner | undefined;
  /** Of its colour. */
  readonly rank: number | undefined;
  /** For those who do not see it. */
  readonly description: string;
}

/** How far an arrow key moves an edge, in shares of the photo's width. */
const KEY_STEP = 0.01;

/** One box on the photo: looking at it lights up its lane, and the other way round; it can be moved, resized, taken away. */
export function BoxView(props: BoxProps) {
  const { studio, detection, photo, name, number, badgeCorner, rank, description } = props;
  const { lookedAt, chosenBox } = studio.session;
  const { id, box } = detection;
  const look = () => {
    lookedAt.value = name;
  };
  const lookAway = () => {
    lookedAt.value = undefined;
  };
  const move = (moved: Box) =>
    studio.editBox({ kind: 'moved', seen: id, box: insidePhoto(moved, photo) }, `box ${id}`);
  const drag = (event: PointerEvent, grip: Grip) => {
    const figure = (event.currentTarget as HTMLElement).closest('figure');
    if (event.button !== 0 || figure === null) return;
    event.stopPropagation();
    chosenBox.value = id;
    const scale = photo.width / figure.clientWidth;
    followPointer(event, {
      onMove: ({ dx, dy }) => move(draggedBox(box, grip, { dx: dx * scale, dy: dy * scale })),
      onEnd: studio.endGesture,
    });
  };
  const press = (event: KeyboardEvent) => {
    const act = keyAction(event, { box, photo, move });
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      studio.editBox({ kind: 'removed', seen: id });
      chosenBox.value = undefined;
    } else if (event.key === 'Escape') chosenBox.value = undefined;
    else if (act !== undefined) {
      event.preventDefault();
      act();
    }
  };
  const isLit = name !== undefined && lookedAt.value === name;
  const isChosen = chosenBox.value === id;
  const classes = [
    'box',
    ...(isLit ? ['lit'] : []),
    ...(lookedAt.value !== undefined && !isLit && !isChosen ? ['dim'] : []),
    ...(name === undefined ? ['silent'] : []),
    ...(isChosen ? ['chosen'] : []),
  ];
  return (
    <button
      type="button"
      data-box={id}
      class={classes.join(' ')}
      style={{
        ...placeOnPhoto(box, photo),
        '--own': rank === undefined ? 'var(--unanswered)' : `var(--object-${rank})`,
        '--on-own': rank === undefined ? '#fff' : `var(--on-object-${rank})`,
      }}
      aria-label={number === undefined ? description : `${number}: ${description}`}
      aria-pressed={isChosen}
      title={description}
      onMouseEnter={look}
      onMouseLeave={lookAway}
      onFocus={look}
      onBlur={lookAway}
      onClick={() => {
        chosenBox.value = id;
      }}
      onPointerDown={(event) => drag(event, 'whole')}
      onKeyDown={press}
      onKeyUp={studio.endGesture}
    >
      {number !== undefined && <span class={`disc ${badgeCorner}`}>{number}</span>}
      {isChosen &&
        CORNERS.map((corner) => (
          <span
            key={corner}
            class={`grip ${corner}`}
            onPointerDown={(event) => drag(event, corner)}
          />
        ))}
    </button>
  );
}

/** Arrows move the box, with Shift its lower right corner. */
function keyAction(
  { key, shiftKey }: KeyboardEvent,
  {
    box,
    photo,
    move,
  }: {
    readonly box: Box;
    readonly photo: { readonly width: number };
    readonly move: (box: Box) => void;
  },
): (() => void) | undefined {
  const step = KEY_STEP * photo.width;
  const by = {
    ArrowLeft: { dx: -step, dy: 0 },
    ArrowRight: { dx: step, dy: 0 },
    ArrowUp: { dx: 0, dy: -step },
    ArrowDown: { dx: 0, dy: step },
  }[key];
  return by && (() => move(draggedBox(box, shiftKey ? 'se' : 'whole', by)));
}
