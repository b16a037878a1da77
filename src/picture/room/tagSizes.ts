import { areaOf, type Box } from '../../vision/box.js';
import { SMALL_DISC, TAG_HEIGHT } from './tag.js';

/** A box that is to have a tag, and how wide its tag would be with more or less on it. */
export interface TagToSize {
  /** In the page's units. */
  readonly box: Box;
  /** With name and «seen as»; undefined where there is nothing to say. */
  readonly longWidth?: number;
  /** With its name; undefined for a box that is known by its number. */
  readonly namedWidth?: number;
}

export interface TagSize {
  readonly shows: 'long' | 'name' | 'number';
  readonly width: number;
  readonly height: number;
  /** What it is worth less than the fullest, as shares of a box that would be covered. */
  readonly penalty: number;
}

/**
 * What of the photo's area tags may cover: large numbers, small ones where there are too many for large ones, and names with all numbers.
 */
const MOST_COVERED = { numbers: 0.04, smallNumbers: 0.1, names: 0.065 };

/** Boxes of at least so many times a tag's width and height have room for the long one. */
const ROOMY = { width: 1.5, height: 6 };

/**
 * Which tags a photo bears without being buried: names on the largest boxes, numbers on the others, smaller numbers on
 * a crowded photo, and none on the smallest boxes of one that is more crowded still.
 *
 * @param photoArea in square units of the page
 * @returns for each box its tags from the fullest; an empty list for no tag
 */
export function tagSizes(tags: readonly TagToSize[], photoArea: number): TagSize[][] {
  const isRelaxed = tags.length * TAG_HEIGHT ** 2 <= photoArea * MOST_COVERED.numbers;
  const diameter = isRelaxed ? TAG_HEIGHT : SMALL_DISC;
  const most = Math.floor((photoArea * MOST_COVERED.smallNumbers) / SMALL_DISC ** 2);
  const bySize = [...tags.keys()].sort(
    (a, b) => areaOf((tags[b] as TagToSize).box) - areaOf((tags[a] as TagToSize).box) || a - b,
  );
  const numbered = new Set(bySize.slice(0, most));
  let left = photoArea * MOST_COVERED.names - numbered.size * diameter ** 2;
  const longest = new Map<number, 'long' | 'name'>();
  for (const index of isRelaxed ? bySize : []) {
    const { box, longWidth = Number.POSITIVE_INFINITY, namedWidth } = tags[index] as TagToSize;
    if (namedWidth === undefined) continue;
    const areaOfMore = (width: number) => (width - TAG_HEIGHT) * TAG_HEIGHT;
    const isLong = isRoomy(box, longWidth) && areaOfMore(longWidth) <= left;
    left -= areaOfMore(isLong ? longWidth : namedWidth);
    if (left < 0) break;
    longest.set(index, isLong ? 'long' : 'name');
  }
  return tags.map(({ longWidth = 0, namedWidth = 0 }, i) => {
    if (!numbered.has(i)) return [];
    const number: TagSize = { shows: 'number', width: diameter, height: diameter, penalty: 1 };
    const name: TagSize = { shows: 'name', width: namedWidth, height: TAG_HEIGHT, penalty: 0.05 };
    const long: TagSize = { shows: 'long', width: longWidth, height: TAG_HEIGHT, penalty: 0 };
    const shows = longest.get(i);
    if (shows === undefined) return [number];
    return shows === 'long' ? [long, name, number] : [name, number];
  });
}

function isRoomy({ width, height }: Box, tagWidth: number): boolean {
  return width >= ROOMY.width * tagWidth && height >= ROOMY.height * TAG_HEIGHT;
}
