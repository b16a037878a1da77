import { percent } from '../../../../format.js';
import { areaOf, type Box } from '../../../../vision/box.js';
import type { TrackAnswer } from '../../../protocol/answers.js';
import { isSameBox } from '../../state/answeredBoxes.js';
import { insidePhoto, isDrawn, type KnownDetection } from '../../state/document/boxEdits.js';
import type { Studio } from '../../state/studio.js';
import { colourRanks } from '../../theme/palette.js';
import { BoxPanel } from './BoxPanel.js';
import { BoxView } from './BoxView.js';
import { badgeCorners } from './badgeCorners.js';
import { boxBetween, followPointer } from './dragBox.js';
import { placeOnPhoto } from './placeOnPhoto.js';

/** The photo with a box around everything that was seen; one that plays has the colour and the number of its lane. */
export function PhotoView({ studio }: { readonly studio: Studio }) {
  const { session, boxes } = studio;
  const { isDrawing, drawnBox, chosenBox } = session;
  const room = session.room.value;
  const tracks = session.piece.value?.tracks ?? [];
  const ranks = colourRanks(tracks.map(({ object }) => object));
  const [width, height] = [room?.width ?? 3, room?.height ?? 2];
  // Small boxes lie on large ones, so that each can be reached.
  const sorted = [...boxes.value].sort((a, b) => areaOf(b.box) - areaOf(a.box));
  const trackOf = ({ id }: KnownDetection) => tracks[session.answers.value.get(id) ?? -1];
  const numbered = sorted.filter((detection) => isLargest(detection, trackOf(detection)));
  const corners = badgeCorners(
    numbered.map(({ box }) => box),
    width,
  );
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
        {room !== undefined &&
          sorted.map((detection) => {
            const index = session.answers.value.get(detection.id);
            const badge = numbered.indexOf(detection);
            const track = trackOf(detection);
            return (
              <BoxView
                key={detection.id}
                studio={studio}
                detection={detection}
                photo={room}
                name={track?.name}
                number={badge === -1 ? undefined : (index as number) + 1}
                badgeCorner={corners[badge]}
                rank={index === undefined ? undefined : ranks[index]}
                description={describe(detection, track)}
              />
            );
          })}
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

/** While a box is dragged, the piece still has it where it was. */
function isLargest({ box }: KnownDetection, track: TrackAnswer | undefined): boolean {
  return track !== undefined && (track.boxes.length === 1 || isSameBox(track.boxes[0], box));
}

function describe(
  { id, label, confidence }: KnownDetection,
  track: TrackAnswer | undefined,
): string {
  const answer = track === undefined ? 'no object answers it' : `played by ${track.name}`;
  const how = isDrawn(id) ? 'drawn' : `seen with ${percent(confidence)}`;
  return `${label}, ${how}: ${answer}`;
}
