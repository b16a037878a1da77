import type { PadPlace } from '../../state/padWalk.js';

/** A pointer that rests so long walks. */
const HOLD_MILLISECONDS = 700;

/** So far it may tremble, in parts of the plane. */
const REST = 0.015;

/** So far the pointer goes before what lies there is asked for again. */
const AGAIN = 0.012;

/**
 * What a pointer on the plane does: it is heard where it is set down and as it is dragged; where it rests, a walk begins, and ends
 * when it is lifted.
 */
export function openPlaceDrag({
  moveTo,
  hear,
  walk,
  stop,
}: {
  readonly moveTo: (place: PadPlace) => void;
  readonly hear: () => void;
  readonly walk: () => void;
  readonly stop: () => void;
}) {
  let anchor: PadPlace | undefined;
  let heard: PadPlace | undefined;
  let isHeld = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = (place: PadPlace) => {
    clearTimeout(timer);
    anchor = place;
    timer = setTimeout(() => {
      isHeld = true;
      walk();
    }, HOLD_MILLISECONDS);
  };
  const hearAt = (place: PadPlace) => {
    heard = place;
    moveTo(place);
    hear();
  };
  return {
    down: (place: PadPlace) => {
      isHeld = false;
      rest(place);
      hearAt(place);
    },
    move: (place: PadPlace) => {
      if (anchor === undefined || distance(place, anchor) < REST) return;
      isHeld = false;
      rest(place);
      if (heard === undefined || distance(place, heard) >= AGAIN) hearAt(place);
      else moveTo(place);
    },
    up: () => {
      clearTimeout(timer);
      if (isHeld) stop();
      anchor = undefined;
      isHeld = false;
    },
  };
}

function distance(a: PadPlace, b: PadPlace): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
