import { clamp } from '../../math/clamp.js';
import { type Box, bottomOf, rightOf } from '../../vision/box.js';
import type { Letters } from '../letters/letters.js';
import { element, type Svg } from '../svg.js';
import { placeTags } from './placeTags.js';
import type { PhotoToDraw, TrackToDraw } from './roomToDraw.js';
import { drawTag, TAG_NAME, tagWidth } from './tag.js';
import { type TagSize, tagSizes } from './tagSizes.js';

/** Boxes of one track that have a tag: of a shelf of books, every number would hide a book. */
const MOST_TAGGED = 6;

/** Whatever the shape of the photo, its tags have this much room. */
const LEAST_ROOM = { width: 60, height: 60 };

/** Widest name on a tag. */
const MOST_NAME = 190;

/** The photo with a box around everything that was seen, and a tag on each box that plays. */
export function drawPhoto(
  photo: PhotoToDraw,
  options: {
    readonly tracks: readonly TrackToDraw[];
    readonly place: Box;
    readonly letters: Letters;
  },
): Svg {
  const { tracks, place, letters } = options;
  const toPage = (box: Box): Box => ({
    x: place.x + (box.x * place.width) / photo.width,
    y: place.y + (box.y * place.height) / photo.height,
    width: (box.width * place.width) / photo.width,
    height: (box.height * place.height) / photo.height,
  });
  const line = lineWidth(place);
  const boxed = tracks.flatMap((track, rank) =>
    track.boxes.map((box, order) => ({
      box: toPage(box),
      order,
      colour: track.colour,
      number: rank + 1,
      // The name once, on the largest box; the others are known by their number.
      name:
        order === 0
          ? letters.fit(track.name, { ...TAG_NAME, width: MOST_NAME, keptEnd: track.voice })
          : undefined,
      seenAs: track.seenAs || undefined,
    })),
  );
  return [
    element('image', {
      x: place.x,
      y: place.y,
      width: place.width,
      height: place.height,
      preserveAspectRatio: 'none',
      href: photo.uri,
    }),
    ...photo.unmatched.map((box) => drawUnmatched(within(toPage(box), place))),
    ...boxed.map(({ box, colour }) => drawBox(within(box, place), { colour, line })),
    ...drawTags(
      boxed.filter(({ order }) => order < MOST_TAGGED),
      { place, letters },
    ),
  ].join('');
}

interface TaggedBox {
  readonly box: Box;
  readonly colour: string;
  readonly number: number;
  readonly name: string | undefined;
  readonly seenAs: string | undefined;
}

function drawTags(
  tagged: readonly TaggedBox[],
  { place, letters }: { readonly place: Box; readonly letters: Letters },
): Svg[] {
  const sizes = tagSizes(
    tagged.map(({ box, name, seenAs }) => ({
      box,
      longWidth: name && seenAs ? tagWidth({ name, seenAs }, letters) : undefined,
      namedWidth: name === undefined ? undefined : tagWidth({ name }, letters),
    })),
    place.width * place.height,
  );
  const wished = tagged
    .map((tag, i) => ({ ...tag, sizes: sizes[i] as TagSize[] }))
    .filter((tag) => tag.sizes.length > 0);
  const placed = placeTags(wished, roomFor(place));
  return wished.map(({ number, colour, name, seenAs, sizes: own }, i) => {
    const tag = placed[i];
    if (tag === undefined) return '';
    const { shows } = own[tag.size] as TagSize;
    const texts = { long: { name, seenAs }, name: { name }, number: {} }[shows];
    return drawTag({ number, colour, ...texts }, tag.place, letters);
  });
}

/** The photo's place, widened about its middle if it is too slim for a tag. */
function roomFor({ x, y, width, height }: Box): Box {
  const wide = Math.max(width, LEAST_ROOM.width);
  const high = Math.max(height, LEAST_ROOM.height);
  return { x: x - (wide - width) / 2, y: y - (high - height) / 2, width: wide, height: high };
}

/** Lines that suit a photo of the column's width would fill a small one. */
function lineWidth({ width, height }: Box): number {
  return clamp(Math.sqrt(width * height) / 200, 1.2, 2.4);
}

/** Drawn so that the line lies inside the photo. */
function within(box: Box, place: Box): Box {
  const inset = 1.6;
  const x = Math.max(box.x, place.x + inset);
  const y = Math.max(box.y, place.y + inset);
  return {
    x,
    y,
    width: Math.max(1, Math.min(rightOf(box), rightOf(place) - inset) - x),
    height: Math.max(1, Math.min(bottomOf(box), bottomOf(place) - inset) - y),
  };
}

/** A line in the object's colour on a broader white one, to be seen on any photo. */
function drawBox(box: Box, { colour, line }: { colour: string; line: number }): Svg {
  const outline = { ...box, rx: 2.5, fill: 'none' };
  return (
    element('rect', {
      ...outline,
      stroke: '#ffffff',
      'stroke-width': line + Math.max(1.6, line * 0.9),
      'stroke-opacity': 0.85,
    }) + element('rect', { ...outline, stroke: colour, 'stroke-width': line })
  );
}

function drawUnmatched(box: Box): Svg {
  const outline = { ...box, rx: 2.5, fill: 'none' };
  return (
    element('rect', { ...outline, stroke: '#ffffff', 'stroke-width': 2.2, 'stroke-opacity': 0.7 }) +
    element('rect', { ...outline, stroke: '#5f5f5f', 'stroke-width': 0.9 })
  );
}
