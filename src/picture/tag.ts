import type { Box } from '../vision/box.js';
import type { Letters } from './letters.js';
import { INK, inkOn } from './palette.js';
import { element, type Svg } from './svg.js';

/** What a tag says: the object's number, and its name where there is room. */
export interface Tag {
  readonly number: number;
  readonly colour: string;
  readonly name?: string;
}

export const TAG_HEIGHT = 20;

const NAME = { size: 12.5, weight: 'semiBold' } as const;
const NUMBER_SIZES = { one: 12.5, two: 11 };

/** How wide a tag is. */
export function tagWidth({ name }: Pick<Tag, 'name'>, letters: Letters): number {
  return name === undefined ? TAG_HEIGHT : TAG_HEIGHT + 4 + letters.widthOf(name, NAME) + 9;
}

/** A tag on the photo: a disc with the number, and beside it the name on white. */
export function drawTag({ number, colour, name }: Tag, place: Box, letters: Letters): Svg {
  const { x, y, width, height } = place;
  const pill = element('rect', {
    x,
    y,
    width,
    height,
    rx: height / 2,
    fill: '#ffffff',
    stroke: colour,
    'stroke-width': 1.2,
  });
  const centre = { x: x + height / 2, y: y + height / 2 };
  const disc = drawDisc({ number, colour }, centre, letters);
  const ring = { cx: centre.x, cy: centre.y, r: height / 2 + 0.6, fill: '#ffffff' };
  if (name === undefined) return element('circle', ring) + disc;
  const baseline = y + height / 2 + 4.4;
  return (
    pill + disc + letters.write(name, { x: x + height + 4, y: baseline, fill: INK.text, ...NAME })
  );
}

/** A disc with an object's number, as on the photo and before its lane. @param centre of the disc */
export function drawDisc(
  { number, colour }: Omit<Tag, 'name'>,
  centre: { readonly x: number; readonly y: number },
  letters: Letters,
): Svg {
  const size = number < 10 ? NUMBER_SIZES.one : NUMBER_SIZES.two;
  return (
    element('circle', { cx: centre.x, cy: centre.y, r: TAG_HEIGHT / 2 - 0.6, fill: colour }) +
    letters.write(`${number}`, {
      x: centre.x,
      y: centre.y + size * 0.357,
      fill: inkOn(colour),
      size,
      weight: 'semiBold',
      anchor: 'middle',
    })
  );
}
