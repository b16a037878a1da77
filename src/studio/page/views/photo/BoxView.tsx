import type { Box } from '../../../../vision/box.js';
import { insidePhoto, type KnownDetection } from '../../../document/boxEdits.js';
import type { Studio } from '../../state/studio.js';
import { CORNERS, type Corner } from './badgeCorners.js';
import { boxByKey, boxInPlaceOf } from './boxOrder.js';
import { draggedBox, followPointer, type Grip } from './dragBox.js';
import { focusBox } from './focusBox.js';
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
  /** In reading order, 1 for the first. */
  readonly place: number;
  /** Whether it is the one of all boxes that Tab reaches. */
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
}

/** Where the arrow keys point. */
const ARROWS: Readonly<Record<string, { readonly dx: number; readonly dy: number }>> = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
};

/** How far an arrow key moves an edge, in shares of the photo's width. */
const KEY_STEP = 0.01;

/**
 * One box on the photo: looking at it lights up its lane, and the other way round. Arrows go from box to box until one is chosen, by
 * Enter or a press; then they move it, and with Shift they resize it.
 */
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
  const isChosen = chosenBox.value === id;
  const press = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : actionOf(event);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const actionOf = ({ key, shiftKey }: KeyboardEvent): (() => void) | undefined => {
    if (key === 'Delete' || key === 'Backspace') return () => takeAway(studio, id);
    if (key === 'Escape' && isChosen) return () => letGo(studio);
    const by = ARROWS[key];
    if (by !== undefined && (isChosen || shiftKey)) {
      const step = KEY_STEP * photo.width;
      const far = { dx: by.dx * step, dy: by.dy * step };
      return () => {
        chosenBox.value = id;
        move(draggedBox(box, shiftKey ? 'se' : 'whole', far));
      };
    }
    const next = isChosen ? undefined : boxByKey(key, { id, boxes: studio.boxes.value });
    return next && (() => focusBox(next.id));
  };
  const isLit = name !== undefined && lookedAt.value === name;
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
      role="option"
      data-box={id}
      class={classes.join(' ')}
      style={{
        ...placeOnPhoto(box, photo),
        '--own': rank === undefined ? 'var(--unanswered)' : `var(--object-${rank})`,
        '--on-own': rank === undefined ? '#fff' : `var(--on-object-${rank})`,
      }}
      aria-label={number === undefined ? description : `${number}: ${description}`}
      aria-selected={isChosen}
      aria-posinset={props.place}
      aria-setsize={studio.boxes.value.length}
      tabIndex={props.isTabStop ? 0 : -1}
      title={description}
      onMouseEnter={look}
      onMouseLeave={lookAway}
      onFocus={() => {
        look();
        props.onFocus();
      }}
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

/** The box is gone, and the focus is on the one in its place. */
export function takeAway(studio: Studio, id: string): void {
  const next = boxInPlaceOf(id, studio.boxes.value);
  studio.editBox({ kind: 'removed', seen: id });
  letGo(studio);
  if (next !== undefined) focusBox(next.id);
}

function letGo({ session }: Studio): void {
  session.chosenBox.value = undefined;
}
