import { type Box, bottomOf, rightOf } from '../vision/box.js';
import type { Letters } from './letters.js';
import { colourOf } from './palette.js';
import { type PlacedTag, placeTags } from './placeTags.js';
import { element, type Svg } from './svg.js';
import { drawTag, TAG_HEIGHT, tagWidth } from './tag.js';

/** An object and where it stands in the photo. */
export interface SeenObject {
  readonly name: string;
  /** Pixels of the upright photo, largest first. */
  readonly boxes: readonly Box[];
}

export interface PhotoToDraw {
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  /** The photo itself, as a data URI. */
  readonly uri: string;
  /** In the order of their numbers and colours. */
  readonly objects: readonly SeenObject[];
  /** What nobody plays. */
  readonly unheard: readonly Box[];
}

/** Boxes of one object that have a tag: of a shelf of books, every number would hide a book. */
const MOST_TAGGED = 6;

/** Whatever the shape of the photo, its tags have this much room. */
const LEAST_ROOM = { width: 120, height: 60 };

/** The photo with a box around everything that was seen, and a tag on each box that plays. */
export function drawPhoto(
  photo: PhotoToDraw,
  { place, letters }: { readonly place: Box; readonly letters: Letters },
): Svg {
  const toPage = (box: Box): Box => ({
    x: place.x + (box.x * place.width) / photo.width,
    y: place.y + (box.y * place.height) / photo.height,
    width: (box.width * place.width) / photo.width,
    height: (box.height * place.height) / photo.height,
  });
  const boxed = photo.objects.flatMap(({ name, boxes }, rank) =>
    boxes.map((box, i) => ({
      box: toPage(box),
      order: i,
      colour: colourOf(rank),
      number: rank + 1,
      // The name once, on the largest box; the others are known by their number.
      name: i === 0 ? letters.fit(name, { size: 12.5, weight: 'semiBold', width: 190 }) : undefined,
    })),
  );
  const tagged = boxed.filter(({ order }) => order < MOST_TAGGED);
  const tags = placeTags(
    tagged.map(({ box, name }) => ({
      box,
      sizes: (name === undefined ? [undefined] : [name, undefined]).map((each) => ({
        width: tagWidth({ name: each }, letters),
        height: TAG_HEIGHT,
      })),
    })),
    roomFor(place),
  );
  const drawnTags = tagged.map((tag, i) => {
    const placed = tags[i];
    return placed ? drawTag(shortened(tag, placed), placed.place, letters) : '';
  });
  return [
    element('image', {
      x: place.x,
      y: place.y,
      width: place.width,
      height: place.height,
      preserveAspectRatio: 'none',
      href: photo.uri,
    }),
    ...photo.unheard.map((box) => drawUnheard(within(toPage(box), place))),
    ...boxed.map(({ box, colour }) => drawBox(within(box, place), colour)),
    ...drawnTags,
  ].join('');
}

function shortened<Tag extends { name: string | undefined }>(tag: Tag, { size }: PlacedTag) {
  return { ...tag, name: size === 0 ? tag.name : undefined };
}

/** The photo's place, widened about its middle if it is too slim for a tag. */
function roomFor({ x, y, width, height }: Box): Box {
  const wide = Math.max(width, LEAST_ROOM.width);
  const high = Math.max(height, LEAST_ROOM.height);
  return { x: x - (wide - width) / 2, y: y - (high - height) / 2, width: wide, height: high };
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
function drawBox(box: Box, colour: string): Svg {
  const outline = { ...box, rx: 2.5, fill: 'none' };
  return (
    element('rect', {
      ...outline,
      stroke: '#ffffff',
      'stroke-width': 4.6,
      'stroke-opacity': 0.85,
    }) + element('rect', { ...outline, stroke: colour, 'stroke-width': 2.4 })
  );
}

function drawUnheard(box: Box): Svg {
  const outline = { ...box, rx: 2.5, fill: 'none' };
  return (
    element('rect', { ...outline, stroke: '#ffffff', 'stroke-width': 2.2, 'stroke-opacity': 0.7 }) +
    element('rect', { ...outline, stroke: '#5f5f5f', 'stroke-width': 0.9 })
  );
}
