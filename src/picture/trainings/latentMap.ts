import type { EncodedRecordings, EncodedWindows } from '../../autoencoder/encodedWindows.js';
import { principalAxes, project } from '../../math/principalAxes.js';
import type { Box } from '../../vision/box.js';
import type { Letters } from '../letters/letters.js';
import { colourOf, INK } from '../palette.js';
import { element, num, type Svg } from '../svg.js';

/**
 * A map of an object's latents: each window of its recordings a point, in its recording's colour, on the two axes
 * along which those that were learned differ most; windows of a recording that was left out are rings, put on the
 * same axes.
 */
export function drawLatentMap(
  { learned, leftOut }: EncodedRecordings,
  { place, letters }: { readonly place: Box; readonly letters: Letters },
): Svg {
  const axes = principalAxes(learned.means, learned.latent);
  const pointsOf = ({ means, recordings }: EncodedWindows) =>
    Array.from(recordings, (recording, at) => ({ recording, at: project(means, { at, axes }) }));
  const own = pointsOf(learned);
  const others = leftOut ? pointsOf(leftOut) : [];
  const all = [...own, ...others].map(({ at }) => at);
  const [across, up] = [rangeOf(all.map(([each]) => each)), rangeOf(all.map(([, each]) => each))];
  const radius = Math.min(2.4, place.width / 75);
  // One scale for both axes: what looks near is near.
  const room = Math.min(place.width, place.height) - 5 * radius;
  const scale = room / Math.max(1e-9, across.extent, up.extent);
  const x = ([each]: readonly [number, number]) =>
    place.x + place.width / 2 + (each - across.middle) * scale;
  const y = ([, each]: readonly [number, number]) =>
    place.y + place.height / 2 - (each - up.middle) * scale;
  const count = 1 + Math.max(-1, ...learned.recordings);
  // In turns, so that no recording covers the others.
  const dots = Array.from({ length: TURNS * count }, (_, i) => {
    const d = own
      .filter(({ recording }, w) => recording === i % count && w % TURNS === Math.floor(i / count))
      .map(({ at }) => `M${num(x(at))} ${num(y(at))}h0`)
      .join('');
    return d && element('path', { d, stroke: colourOf(i % count) });
  });
  const dotted = { 'stroke-width': 2 * radius, 'stroke-linecap': 'round', opacity: 0.75 } as const;
  const rings = others.map(({ at }) =>
    element('circle', { cx: x(at), cy: y(at), r: radius + 0.5 }),
  );
  const [first, second] = axes.shares.map((share) => `${Math.round(share * 100)} %`);
  return [
    element('rect', { ...place, fill: 'none', stroke: INK.strong, 'stroke-width': 0.6 }),
    element('g', dotted, dots),
    others.length > 0
      ? element('g', { fill: '#ffffff', stroke: INK.text, 'stroke-width': radius / 2 }, rings)
      : '',
    letters.write(`${first} and ${second}`, {
      x: place.x + place.width,
      y: place.y + place.height + 14,
      fill: INK.soft,
      size: 10,
      anchor: 'end',
    }),
  ].join('');
}

/** How often each recording's points are taken up. */
const TURNS = 8;

function rangeOf(values: readonly number[]) {
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  return { middle: (lowest + highest) / 2, extent: highest - lowest };
}
