import { MirrorError } from '../../errors.js';
import type { Box, Detection, Photo } from '../../index.js';

/** A box as the caller wrote it: in pixels of the upright photo, in shares of it, or the number of one that was proposed. */
export type BoxChoice =
  | { readonly in: 'pixels' | 'shares'; readonly edges: BoxEdges; readonly text: string }
  | { readonly in: 'list'; readonly number: number; readonly text: string };

type BoxEdges = readonly [x: number, y: number, width: number, height: number];

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/**
 * A reader for `--box`: four numbers, all or none of them in per cent, or one whole number.
 *
 * @throws MirrorError `usage` for anything else
 * @example parseBox('10%,20%,30%,40%') // { in: 'shares', edges: [0.1, 0.2, 0.3, 0.4], … }
 */
export function parseBox(text: string): BoxChoice {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === 1 && /^[1-9]\d{0,3}$/.test(text.trim())) {
    return { in: 'list', number: Number(text), text };
  }
  const isPerCent = parts.every((part) => part.endsWith('%'));
  const numbers = parts.map((part) => (isPerCent ? part.slice(0, -1).trim() : part));
  if (numbers.length !== 4 || !numbers.every((number) => NUMBER.test(number))) {
    const remedy = /^,|,\s*$/.test(text) ? ' Write it without spaces.' : '';
    throw new MirrorError(
      'usage',
      `Expected --box to be x,y,width,height in pixels, all four in per cent such as 10%,20%,30%,40%, or the number of a proposed box, but received ${JSON.stringify(text)}.${remedy}`,
    );
  }
  if (!isPerCent && numbers.every(isShare)) {
    const perCent = numbers.map((number) => `${Number((100 * Number(number)).toFixed(2))}%`);
    throw new MirrorError(
      'usage',
      `Expected --box in pixels or in per cent but received shares, ${text}. In per cent: ${perCent.join()}.`,
    );
  }
  const edges = numbers.map((number) => Number(number) / (isPerCent ? 100 : 1));
  return { in: isPerCent ? 'shares' : 'pixels', edges: edges as unknown as BoxEdges, text };
}

/** No box of so few pixels can be learned. */
function isShare(number: string): boolean {
  return Number(number) >= 0 && Number(number) <= 1;
}

/** Collects what is given again and again. */
export function parseBoxes(text: string, before: readonly BoxChoice[] = []): BoxChoice[] {
  return [...before, parseBox(text)];
}

/** Rounding may lead this many pixels beyond the photo. */
const ROUNDING = 1;

/**
 * The box in whole pixels of the upright photo.
 *
 * @param options.proposed the list that a number stands for
 * @throws MirrorError `usage` for a box without an area or beyond the photo, and for a number that is not on the list
 */
export function boxInPixels(
  choice: BoxChoice,
  {
    photo: { width, height },
    proposed,
  }: {
    readonly photo: Pick<Photo, 'width' | 'height'>;
    readonly proposed: readonly Pick<Detection, 'box'>[];
  },
): Box {
  if (choice.in === 'list') {
    const found = proposed[choice.number - 1];
    if (found !== undefined) return found.box;
    throw new MirrorError(
      'usage',
      `Expected the number of one of ${proposed.length} proposed boxes but received ${choice.number}. Write it as x,y,width,height.`,
    );
  }
  const [across, down] = choice.in === 'shares' ? [width, height] : [1, 1];
  const [x, y, wide, high] = choice.edges;
  const left = Math.round(x * across);
  const top = Math.round(y * down);
  const right = Math.round((x + wide) * across);
  const bottom = Math.round((y + high) * down);
  const isInside =
    left >= 0 && top >= 0 && right <= width + ROUNDING && bottom <= height + ROUNDING;
  const box = {
    x: left,
    y: top,
    width: Math.min(width, right) - left,
    height: Math.min(height, bottom) - top,
  };
  if (isInside && wide > 0 && high > 0 && box.width >= 1 && box.height >= 1) return box;
  throw new MirrorError(
    'usage',
    wide > 0 && high > 0
      ? `Expected --box inside the photo of ${width} × ${height} pixels but received ${choice.text}.`
      : `Expected --box with a width and a height above 0 but received ${choice.text}.`,
  );
}
