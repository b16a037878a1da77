import { percent } from '../../../figures.js';
import { areaOf, type Box } from '../../../vision/box.js';
import type { TrackAnswer } from '../../protocol/answers.js';
import type { KnownDetection } from '../state/boxEdits.js';
import type { Studio } from '../state/studio.js';
import { colourRanks } from '../theme/palette.js';
import { BoxView } from './BoxView.js';

/** The photo with a box around everything that was seen; one that plays has the colour and the number of its lane. */
export function PhotoView({ studio }: { readonly studio: Studio }) {
  const { session, boxes } = studio;
  const room = session.room.value;
  const tracks = session.piece.value?.tracks ?? [];
  const ranks = colourRanks(tracks.map(({ object }) => object));
  const [width, height] = [room?.width ?? 3, room?.height ?? 2];
  // Small boxes lie on large ones, so that each can be reached.
  const sorted = [...boxes.value].sort((a, b) => areaOf(b.box) - areaOf(a.box));
  return (
    <figure class="photo" style={{ aspectRatio: `${width} / ${height}` }}>
      {session.photo.value === undefined ? (
        <p class="empty">The photo will stand here.</p>
      ) : (
        <img src={session.photo.value} alt={`The room ${room?.title}`} draggable={false} />
      )}
      {room !== undefined &&
        sorted.map((detection) => {
          const track = trackOf(detection, tracks);
          const isLargest =
            track !== undefined && isSameBox(tracks[track]?.boxes[0], detection.box);
          return (
            <BoxView
              key={detection.id}
              studio={studio}
              detection={detection}
              photo={room}
              name={track === undefined ? undefined : (tracks[track] as TrackAnswer).name}
              number={isLargest ? track + 1 : undefined}
              rank={track === undefined ? undefined : ranks[track]}
              description={describe(detection, track === undefined ? undefined : tracks[track])}
            />
          );
        })}
    </figure>
  );
}

/** Index of the track that answers a box; undefined where none does. */
function trackOf({ box }: KnownDetection, tracks: readonly TrackAnswer[]): number | undefined {
  const index = tracks.findIndex(({ boxes }) => boxes.some((each) => isSameBox(each, box)));
  return index === -1 ? undefined : index;
}

function isSameBox(a: Box | undefined, b: Box): boolean {
  return a?.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function describe({ label, confidence }: KnownDetection, track: TrackAnswer | undefined): string {
  const answer = track === undefined ? 'no object answers it' : `played by ${track.name}`;
  return `${label}, seen with ${percent(confidence)}: ${answer}`;
}
