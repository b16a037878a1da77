import { useId, useRef, useState } from 'preact/hooks';
import { percent } from '../../../../format.js';
import { isSameBox } from '../../../../vision/box.js';
import { isDrawn, type KnownDetection } from '../../../document/boxEdits.js';
import type { TrackAnswer } from '../../../protocol/answers.js';
import type { Studio } from '../../state/studio.js';
import { colourRanks } from '../../theme/palette.js';
import { BoxView } from './BoxView.js';
import { badgeCorners } from './badgeCorners.js';
import { readingOrder, stackingOrder } from './boxOrder.js';

/**
 * The boxes as one widget, a list of which one may be chosen: one of them is reached by Tab, and keys lead from it to the others, as the
 * ARIA practices have it of a listbox.
 */
export function Boxes({
  studio,
  photo,
}: {
  readonly studio: Studio;
  readonly photo: { readonly width: number; readonly height: number };
}) {
  const { session } = studio;
  const id = useId();
  const [focused, setFocused] = useState<string>();
  const boxes = useStackingOrder(studio.boxes.value, session.chosenBox.value !== undefined);
  if (boxes.length === 0) return null;
  const tracks = session.piece.value?.tracks ?? [];
  const ranks = colourRanks(tracks.map(({ object }) => object));
  const indexOf = ({ id }: KnownDetection) => session.answers.value.get(id);
  const trackOf = (detection: KnownDetection) => tracks[indexOf(detection) ?? -1];
  const numbered = boxes.filter((detection) => isLargest(detection, trackOf(detection)));
  const corners = badgeCorners(
    numbered.map(({ box }) => box),
    photo.width,
  );
  const places = readingOrder(boxes).map((each) => each.id);
  const tabStop = [focused, session.chosenBox.value].find(
    (each) => each !== undefined && places.includes(each),
  );
  return (
    <>
      <div
        class="boxes"
        role="listbox"
        aria-label="Boxes on the photo"
        aria-describedby={`${id}keys`}
      >
        {boxes.map((detection) => {
          const index = indexOf(detection);
          const badge = numbered.indexOf(detection);
          const track = trackOf(detection);
          return (
            <BoxView
              key={detection.id}
              studio={studio}
              detection={detection}
              photo={photo}
              name={track?.name}
              number={badge === -1 ? undefined : (index as number) + 1}
              badgeCorner={corners[badge]}
              rank={index === undefined ? undefined : ranks[index]}
              description={describe(detection, track)}
              place={places.indexOf(detection.id) + 1}
              isTabStop={detection.id === (tabStop ?? places[0])}
              onFocus={() => setFocused(detection.id)}
            />
          );
        })}
      </div>
      <p id={`${id}keys`} hidden>
        Arrows go from box to box, and Enter picks one up. Then arrows move it, with Shift they
        resize it, and Escape lets it go. Delete takes a box away.
      </p>
    </>
  );
}

/**
 * Boxes in the order in which they lie on one another. While one of them is held it stays as it was: an element that is moved in the page
 * loses the focus, and the pointer that drags it.
 */
function useStackingOrder(boxes: readonly KnownDetection[], isChosen: boolean): KnownDetection[] {
  const order = useRef<readonly string[]>([]);
  const isHeld = isChosen || document.activeElement?.closest('[data-box]') !== null;
  const isSame =
    order.current.length === boxes.length && boxes.every(({ id }) => order.current.includes(id));
  if (!isHeld || !isSame) order.current = stackingOrder(boxes).map(({ id }) => id);
  const known = new Map(boxes.map((each) => [each.id, each]));
  return order.current.map((id) => known.get(id) as KnownDetection);
}

/** While a box is dragged, the piece still has it where it was. */
function isLargest({ box }: KnownDetection, track: TrackAnswer | undefined): boolean {
  const [largest, ...others] = track?.boxes ?? [];
  return largest !== undefined && (others.length === 0 || isSameBox(largest, box));
}

function describe(
  { id, label, confidence }: KnownDetection,
  track: TrackAnswer | undefined,
): string {
  const answer = track === undefined ? 'no object answers it' : `played by ${track.name}`;
  const how = isDrawn(id) ? 'drawn' : `seen with ${percent(confidence)}`;
  return `${label}, ${how}: ${answer}`;
}
