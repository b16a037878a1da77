import { clamp } from '../../math/clamp.js';
import { type Box, bottomOf, rightOf } from '../../vision/box.js';
import type { Letters } from '../letters/letters.js';
import { INK, PALETTE } from '../palette.js';
import { element, num, type Svg } from '../svg.js';

/** The losses that a curve's frame reaches from and to, both above 0. */
export interface LossRange {
  readonly lowest: number;
  readonly highest: number;
}

const NUMBERS = { size: 9.5, fill: INK.soft } as const;

/** The range that holds all losses of some trainings, to whole steps of 1, 2 or 5 times a power of ten. */
export function lossRangeOf(losses: readonly (readonly number[])[]): LossRange {
  const all = losses.flat().filter((loss) => loss > 0 && Number.isFinite(loss));
  if (all.length === 0) return { lowest: 0.1, highest: 1 };
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  return {
    lowest: LOSS_MARKS.findLast((mark) => mark <= lowest) ?? lowest,
    highest: LOSS_MARKS.find((mark) => mark >= highest) ?? highest,
  };
}

/** 0.0001 to 50,000 nats: far beyond any loss on either side. */
const LOSS_MARKS = [-4, -3, -2, -1, 0, 1, 2, 3, 4].flatMap((power) =>
  [1, 2, 5].map((step) => Number(`${step}e${power}`)),
);

/** Loss by epoch, in nats, on a scale on which equal steps are equal ratios. @param losses one an epoch */
export function drawLossCurve(
  losses: readonly number[],
  options: { readonly place: Box; readonly range: LossRange; readonly letters: Letters },
): Svg {
  const { place, range, letters } = options;
  const { lowest, highest } = range;
  const depth = Math.log(highest / lowest) || 1;
  const y = (loss: number) =>
    place.y + place.height * clamp(Math.log(highest / loss) / depth, 0, 1);
  const x = (epoch: number) => place.x + (place.width * epoch) / Math.max(1, losses.length - 1);
  const known = losses.map((loss, epoch) => ({ loss, epoch })).filter(({ loss }) => loss > 0);
  const curve = known
    .map(({ loss, epoch }, i) => `${i === 0 ? 'M' : 'L'}${num(x(epoch))} ${num(y(loss))}`)
    .join('');
  const last = known.at(-1);
  return [
    ...marksWithin(range, { place, y }).map((mark) =>
      drawMark(mark, { y: y(mark), place, letters }),
    ),
    element('path', {
      d: `M${num(place.x)} ${num(place.y)}V${num(bottomOf(place))}H${num(rightOf(place))}`,
      stroke: INK.strong,
      'stroke-width': 0.7,
      fill: 'none',
    }),
    element('path', {
      d: curve,
      stroke: PALETTE[0],
      'stroke-width': 1.6,
      'stroke-linejoin': 'round',
      fill: 'none',
    }),
    last === undefined
      ? ''
      : element('circle', { cx: x(last.epoch), cy: y(last.loss), r: 2.4, fill: PALETTE[0] }),
    letters.write('epoch 1', { x: place.x, y: bottomOf(place) + 14, ...NUMBERS }),
    letters.write(`${losses.length}`, {
      x: rightOf(place),
      y: bottomOf(place) + 14,
      anchor: 'end',
      ...NUMBERS,
    }),
  ].join('');
}

/** As many round losses as there is room for, the ends of the range among them. */
function marksWithin(
  { lowest, highest }: LossRange,
  { place, y }: { place: Box; y: (loss: number) => number },
): number[] {
  const inside = LOSS_MARKS.filter((mark) => mark >= lowest && mark <= highest);
  const chosen: number[] = [];
  for (const mark of inside) {
    const before = chosen.at(-1);
    if (before === undefined || y(before) - y(mark) >= Math.max(16, place.height / 7))
      chosen.push(mark);
  }
  return chosen;
}

function drawMark(
  mark: number,
  { y, place, letters }: { y: number; place: Box; letters: Letters },
): Svg {
  return (
    element('path', {
      d: `M${num(place.x)} ${num(y)}H${num(rightOf(place))}`,
      stroke: INK.line,
      'stroke-width': 0.6,
    }) + letters.write(`${mark}`, { x: place.x - 5, y: y + 3.4, anchor: 'end', ...NUMBERS })
  );
}
