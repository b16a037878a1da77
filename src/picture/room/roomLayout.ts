import { areaOf } from '../../vision/box.js';
import {
  ARRANGEMENTS,
  type Arrangement,
  type LayoutCandidate,
  type LayoutOptions,
  layOutArrangement,
  type RoomLayout,
} from './arrangements.js';
import type { CaptionDetail } from './laneCaption.js';
import type { RoomToDraw } from './roomToDraw.js';

/**
 * Lays out the page of a room on one sheet, upright or lying, whichever shows photo and lanes better. Captions are as
 * full as leaves the photo large enough.
 */
export function layOutRoom(room: RoomToDraw, options: LayoutOptions): RoomLayout {
  const texts = options.texts && room.tracks.some(({ idea }) => idea !== '');
  const { details, leastPhoto } = texts ? CAPTIONS.withIdeas : CAPTIONS.withoutIdeas;
  const layOut = (detail: CaptionDetail) => bestLayout(room, { ...options, texts, detail });
  const shortest = layOut(details.at(-1) as CaptionDetail);
  for (const detail of details.slice(0, -1)) {
    const layout = layOut(detail);
    const isFair = areaOf(layout.photo) >= leastPhoto * areaOf(shortest.photo);
    if (isFair && layout.fits) return layout;
  }
  return shortest;
}

interface Captions {
  /** From the fullest to the shortest. */
  readonly details: readonly CaptionDetail[];
  /** What they leave of the photo's area at least, of what it has with the shortest. */
  readonly leastPhoto: number;
}

const CAPTIONS: { readonly [kind in 'withoutIdeas' | 'withIdeas']: Captions } = {
  withoutIdeas: {
    details: (['below', 'behindName', 'cutBehindName'] as const).map((facts) => ({
      facts,
      ideaLines: 0,
    })),
    leastPhoto: 0.7,
  },
  // Sentences were asked for: they are cut, but not left out.
  withIdeas: {
    details: [
      { facts: 'below', ideaLines: 6 },
      ...[6, 4, 3, 2].map((ideaLines) => ({ facts: 'behindName', ideaLines }) as const),
      { facts: 'cutBehindName', ideaLines: 2 },
    ],
    leastPhoto: 0.5,
  },
};

function bestLayout(
  room: RoomToDraw,
  options: LayoutOptions & { readonly detail: CaptionDetail },
): LayoutCandidate {
  const candidates = ARRANGEMENTS.filter((arrangement) =>
    suits(arrangement, { ...options, ratio: room.photo.width / room.photo.height }),
  ).flatMap((arrangement) => layOutArrangement(room, { ...options, arrangement }));
  const better = (a: LayoutCandidate, b: LayoutCandidate) =>
    Number(b.fits) - Number(a.fits) || b.quality - a.quality;
  return candidates.sort(better)[0] as LayoutCandidate;
}

/** Width ÷ height from which on a photo is a panorama. */
const PANORAMA = 2.4;

/** A photo as high as wide never lies, and a panorama always does, unless sentences ask for an upright page's height. */
function suits(
  { orientation, isBeside }: Arrangement,
  { ratio, texts }: { readonly ratio: number; readonly texts: boolean },
): boolean {
  if (ratio <= 1) return orientation === 'portrait';
  return !isBeside && (ratio < PANORAMA || texts || orientation === 'landscape');
}
