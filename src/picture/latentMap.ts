import type { EncodedRecordings, EncodedWindows } from '../autoencoder/encodedWindows.js';
import type { Box } from '../vision/box.js';
import type { Letters } from './letters.js';
import { colourOf, INK } from './palette.js';
import { principalAxes, project } from './principalAxes.js';
import { element, num, type Svg } from './svg.js';

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
  const reach = Math.max(1e-9, ...[...own, ...others].flatMap(({ at }) => at.map(Math.abs)));
  const radius = Math.min(2.4, place.width / 75);
  // One scale for both axes: what looks near is near.
  const scale = (Math.min(place.width, place.height) / 2 - 2 * radius) / reach;
  const x = ([along]: readonly [number, number]) => place.x + place.width / 2 + along * scale;
  const y = ([, across]: readonly [number, number]) => place.y + place.height / 2 - across * scale;
  const count = 1 + Math.max(-1, ...learned.recordings);
  const dots = Array.from({ length: count }, (_, recording) => {
    const d = own
      .filter((point) => point.recording === recording)
      .map(({ at }) => `M${num(x(at))} ${num(y(at))}h0`)
      .join('');
    return element('path', { d, stroke: colourOf(recording) });
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
