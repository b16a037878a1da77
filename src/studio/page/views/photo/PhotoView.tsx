import type { Box } from '../../../../vision/box.js';
import { insidePhoto } from '../../../document/boxEdits.js';
import type { Studio } from '../../state/studio.js';
import { Boxes } from './Boxes.js';
import { BoxPanel } from './BoxPanel.js';
import { boxBetween, followPointer } from './dragBox.js';
import { placeOnPhoto } from './placeOnPhoto.js';

/** The photo with a box around everything that was seen; one that plays has the colour and the number of its lane. */
export function PhotoView({ studio }: { readonly studio: Studio }) {
  const { session } = studio;
  const { isDrawing, drawnBox, chosenBox } = session;
  const room = session.room.value;
  const [width, height] = [room?.width ?? 3, room?.height ?? 2];
  const draw = (event: PointerEvent) => {
    chosenBox.value = undefined;
    if (!isDrawing.value || room === undefined || event.button !== 0) return;
    event.preventDefault();
    const frame = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const scale = room.width / frame.width;
    const from = {
      x: (event.clientX - frame.left) * scale,
      y: (event.clientY - frame.top) * scale,
    };
    followPointer(event, {
      onMove: ({ dx, dy }) => {
        const to = { x: from.x + dx * scale, y: from.y + dy * scale };
        drawnBox.value = insidePhoto(boxBetween(from, to), room);
      },
      onEnd: (hasMoved) => {
        if (hasMoved) isDrawing.value = false;
      },
    });
  };
  return (
    <div class="photo-column">
      <figure
        class={isDrawing.value ? 'photo drawing' : 'photo'}
        style={{ aspectRatio: `${width} / ${height}` }}
        onPointerDownCapture={isDrawing.value ? draw : undefined}
        onPointerDown={isDrawing.value ? undefined : draw}
      >
        {session.photo.value === undefined ? (
          <p class="empty">The photo will stand here.</p>
        ) : (
          <img src={session.photo.value} alt={`The room ${room?.title}`} draggable={false} />
        )}
        {room !== undefined && <Boxes studio={studio} photo={room} />}
        {room !== undefined && drawnBox.value !== undefined && (
          <DrawnBox box={drawnBox.value} photo={room} />
        )}
      </figure>
      <BoxPanel studio={studio} />
    </div>
  );
}

function DrawnBox({
  box,
  photo,
}: {
  readonly box: Box;
  readonly photo: { readonly width: number; readonly height: number };
}) {
  return (
    <div class="box chosen" style={{ ...placeOnPhoto(box, photo), '--own': 'var(--unanswered)' }} />
  );
}
