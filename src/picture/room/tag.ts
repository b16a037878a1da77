import type { Box } from '../../vision/box.js';
import type { Letters } from '../letters/letters.js';
import { INK, inkOn } from '../palette.js';
import { element, type Svg } from '../svg.js';

/** What a tag says: the track's number, and where there is room its name and what it was seen as. */
export interface Tag {
  readonly number: number;
  readonly colour: string;
  readonly name?: string;
  /** In soft ink behind the name. */
  readonly seenAs?: string;
}

/** Height of a tag with a name, and diameter of a disc with a number. */
export const TAG_HEIGHT = 20;

/** Diameter of the discs on a crowded photo. */
export const SMALL_DISC = 14;

export const TAG_NAME = { size: 12.5, weight: 'semiBold' } as const;
const SEEN_AS = { size: 11 } as const;
/** Between the parts of a tag, and behind the last. */
const GAP = 4;
const END = 9;

/** How wide a tag of full height is. */
export function tagWidth(
  { name, seenAs }: Omit<Tag, 'number' | 'colour'>,
  letters: Letters,
): number {
  if (name === undefined) return TAG_HEIGHT;
  const more = seenAs === undefined ? 0 : GAP + 1 + letters.widthOf(seenAs, SEEN_AS);
  return TAG_HEIGHT + GAP + letters.widthOf(name, TAG_NAME) + more + END;
}

/** A tag on the photo: a disc with the number, as large as the place is high, and beside it the name on white. */
export function drawTag({ number, colour, name, seenAs }: Tag, place: Box, letters: Letters): Svg {
  const { x, y, width, height } = place;
  const centre = { x: x + height / 2, y: y + height / 2 };
  const disc = drawDisc({ number, colour }, { ...centre, diameter: height }, letters);
  if (name === undefined) {
    const ring = { cx: centre.x, cy: centre.y, r: height / 2 + 0.6, fill: '#ffffff' };
    return element('circle', ring) + disc;
  }
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
  const nameX = x + height + GAP;
  const seenAsX = nameX + letters.widthOf(name, TAG_NAME) + GAP + 1;
  const baseline = y + height / 2 + 4.4;
  return [
    pill,
    disc,
    letters.write(name, { x: nameX, y: baseline, fill: INK.text, ...TAG_NAME }),
    letters.write(seenAs ?? '', { x: seenAsX, y: baseline, fill: INK.soft, ...SEEN_AS }),
  ].join('');
}

/** A disc with a track's number, as on the photo and before its lane. @param place its middle and size */
export function drawDisc(
  { number, colour }: Pick<Tag, 'number' | 'colour'>,
  place: { readonly x: number; readonly y: number; readonly diameter?: number },
  letters: Letters,
): Svg {
  const { x, y, diameter = TAG_HEIGHT } = place;
  const size = (diameter / TAG_HEIGHT) * (number < 10 ? 12.5 : 11);
  return (
    element('circle', { cx: x, cy: y, r: diameter / 2 - 0.6, fill: colour }) +
    letters.write(`${number}`, {
      x,
      y: y + size * 0.357,
      fill: inkOn(colour),
      size,
      weight: 'semiBold',
      anchor: 'middle',
    })
  );
}
