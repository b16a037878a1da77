import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { TakeOff } from '../../../document/document.js';
import type { MapAnswer } from '../../../protocol/pad.js';
import { nearestPoint, type PadPlace } from '../../state/padWalk.js';
import type { Studio } from '../../state/studio.js';
import { openPlaceDrag } from './dragPlace.js';
import { markOf, pointsPath } from './pointShapes.js';

/** How far an arrow key goes, and with Shift. */
const STEP = 0.02;
const SMALL_STEP = 0.005;

/** The plane with the takes' windows as points, and the place that is heard. */
export function Plane({
  studio,
  map,
  takeOff,
}: {
  readonly studio: Studio;
  readonly map: MapAnswer;
  readonly takeOff: TakeOff | undefined;
}) {
  const { pad } = studio;
  const drag = useMemo(() => openPlaceDrag(pad), [pad]);
  useEffect(() => drag.up, [drag]);
  const plane = useRef<HTMLDivElement>(null);
  // It comes a moment after the dialog: the arrows work at once.
  useLayoutEffect(() => plane.current?.focus({ preventScroll: true }), []);
  const [x, y] = pad.place.value;
  const near = map.points[nearestPoint(map.points, [x, y])];
  return (
    <div
      ref={plane}
      class={['plane', pad.kind.value, ...(pad.isWalking.value ? ['walking'] : [])].join(' ')}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows move the place, Space plays it
      tabIndex={0}
      aria-label={`Map of ${map.object}`}
      aria-describedby="pad-keys"
      data-place={`${x} ${y}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.down(placeOf(event));
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag.move(placeOf(event));
      }}
      onPointerUp={drag.up}
      onPointerCancel={drag.up}
      onKeyDown={(event) => {
        const step = event.shiftKey ? SMALL_STEP : STEP;
        const act = {
          ArrowLeft: () => pad.moveTo([x - step, y]),
          ArrowRight: () => pad.moveTo([x + step, y]),
          ArrowUp: () => pad.moveTo([x, y + step]),
          ArrowDown: () => pad.moveTo([x, y - step]),
          ' ': pad.hear,
          Enter: pad.keep,
          w: () => (pad.isWalking.value ? pad.stop() : pad.walk()),
        }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
        if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        void act();
      }}
    >
      <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false">
        <Points map={map} />
        {pad.trail.value.length > 1 && (
          <polyline class="trail" points={pad.trail.value.map(pixels).join(' ')} />
        )}
        {near && pad.kind.value === 'phrase' && (
          <path class="near" d={`M${pixels([x, y])}L${pixels([near[0], near[1]])}`} />
        )}
        {takeOff && (
          <path
            class="take-off"
            d={`M${pixels([takeOff.x, takeOff.y])}m0 0v-6h4.5l-1.5 1.5l1.5 1.5h-3.6`}
          />
        )}
        <g class="here" style={{ transform: `translate(${100 * x}px, ${100 * (1 - y)}px)` }}>
          <circle r={2.6} />
          <path d="M-4.6 0h3M1.6 0h3M0 -4.6v3M0 1.6v3" />
        </g>
      </svg>
    </div>
  );
}

/** Drawn once a map: the place moves thirty times a second. */
function Points({ map }: { readonly map: MapAnswer }) {
  return useMemo(
    () => (
      <g class="points">
        {map.takes.map((name, take) => {
          const { rank, shape } = markOf(take);
          const own = map.points.filter((point) => point[2] === take);
          const style = { '--own': `var(--object-${rank})` };
          return <path key={name} style={style} d={pointsPath(own, shape)} />;
        })}
      </g>
    ),
    [map],
  );
}

function pixels([x, y]: PadPlace): string {
  return `${100 * x},${100 * (1 - y)}`;
}

function placeOf({ currentTarget, clientX, clientY }: PointerEvent): PadPlace {
  const { left, bottom, width, height } = (currentTarget as Element).getBoundingClientRect();
  return [(clientX - left) / width, (bottom - clientY) / height];
}
