import type { MapAnswer } from '../../../protocol/pad.js';
import { markOf } from './pointShapes.js';

/** As many as have a colour of their own. */
const MOST_NAMED = 15;

/** Which colour and shape is which take; the one that is nearest stands out. */
export function TakeLegend({
  map,
  near,
}: {
  readonly map: MapAnswer;
  /** Index of the take that is nearest to the place. */
  readonly near: number | undefined;
}) {
  const more = map.takes.length - MOST_NAMED;
  return (
    <ul class="take-legend" aria-label="Takes">
      {map.takes.slice(0, MOST_NAMED).map((name, take) => {
        const { rank, shape } = markOf(take);
        return (
          <li key={name} class={take === near ? 'lit' : ''}>
            <svg viewBox="-2 -2 4 4" aria-hidden="true" focusable="false">
              <path style={{ '--own': `var(--object-${rank})` }} d={`M0 0${shape}`} />
            </svg>
            <span>{name}</span>
          </li>
        );
      })}
      {more > 0 && <li class="more">and {more} more</li>}
    </ul>
  );
}
