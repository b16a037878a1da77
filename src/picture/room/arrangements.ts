import type { Box } from '../../vision/box.js';
import type { Letters } from '../letters/letters.js';
import { MARGIN } from '../page.js';
import { type Paper, type Sheet, sheetOf } from '../paper.js';
import { type CaptionDetail, type LaneCaption, setCaption } from './laneCaption.js';
import { layPitchLanes, type PitchLanes, pitchRangeOf } from './pitchLanes.js';
import type { RoomToDraw } from './roomToDraw.js';

/** Where everything stands on the page of a room, in the page's units. */
export interface RoomLayout {
  readonly sheet: Sheet;
  readonly photo: Box;
  /** Left and right edge of the captions before the lanes. */
  readonly names: { readonly left: number; readonly right: number };
  /** The lanes without the numbers around them. */
  readonly roll: Box;
  readonly lanes: PitchLanes;
  /** One a lane. */
  readonly captions: readonly LaneCaption[];
  /** Baseline of the first line of the foot. */
  readonly footTop: number;
}

export interface LayoutOptions {
  readonly paper: Paper;
  /** Whether the sentence of each object's idea is printed. */
  readonly texts: boolean;
  /** How many lines stand at the foot. */
  readonly footLines: number;
  readonly letters: Letters;
}

/** A layout that could be chosen. */
export interface LayoutCandidate extends RoomLayout {
  /** How well photo and notes are seen; higher is better. */
  readonly quality: number;
  /** Whether all of it lies on the sheet. */
  readonly fits: boolean;
}

export const FOOT_LINE = 17;

/** Below the heading. */
const CONTENT_TOP = 146;
const FOOT_BASELINE = 58;
/** From the roll to the foot: the seconds below the lanes, and white. */
const ABOVE_FOOT = 46;
/** From the photo to the roll, with the bars' numbers. */
const ABOVE_ROLL = 54;
/** From the captions to the roll, and for the names of pitches behind it. */
const BEFORE_ROLL = 18;
const BEHIND_ROLL = 24;

/** Photo above the lanes, or, for a tall one, beside them. */
export interface Arrangement {
  readonly orientation: 'portrait' | 'landscape';
  readonly isBeside: boolean;
  /** Of the captions. */
  readonly namesWidth: number;
}

export const ARRANGEMENTS: readonly Arrangement[] = [
  { orientation: 'portrait', isBeside: false, namesWidth: 232 },
  { orientation: 'landscape', isBeside: false, namesWidth: 262 },
  { orientation: 'portrait', isBeside: true, namesWidth: 196 },
];

/** What the captions get more where they hold sentences, or all of it on one line. */
const WIDER = 90;

/** How many sizes of the photo are tried. */
const SIZES = 48;

/** Layouts in an arrangement, with the photo in many sizes, from the smallest to the largest that it can have. */
export function layOutArrangement(
  { score, photo, tracks }: RoomToDraw,
  options: LayoutOptions & {
    readonly arrangement: Arrangement;
    readonly detail: CaptionDetail;
  },
): LayoutCandidate[] {
  const { paper, footLines, detail, texts, letters, arrangement } = options;
  const { orientation, isBeside } = arrangement;
  const sheet = sheetOf(paper, orientation);
  const isWide = !isBeside && (texts || detail.facts !== 'below');
  const namesWidth = arrangement.namesWidth + (isWide ? WIDER : 0);
  const captions = tracks.map((track, i) => {
    const { program } = score.parts[i] as (typeof score.parts)[number];
    const shown = texts ? track : { ...track, idea: '' };
    return setCaption({ ...shown, program }, { width: namesWidth, detail, letters });
  });
  const leastHeights = captions.map(({ height }) => height);
  const ranges = score.parts.map(({ notes }) => pitchRangeOf(notes));
  const footTop = sheet.height - FOOT_BASELINE - (footLines - 1) * FOOT_LINE;
  const width = sheet.width - 2 * MARGIN;
  const height = footTop - ABOVE_FOOT - CONTENT_TOP;
  const ratio = photo.width / photo.height;
  const most = isBeside
    ? Math.min(height, (width - BESIDE - namesWidth - BEFORE_ROLL - LEAST_ROLL) / ratio)
    : Math.min(width / ratio, height - ABOVE_ROLL - leastHeights.reduce((a, b) => a + b, 0));
  return Array.from({ length: SIZES }, (_, i) => {
    const tried = (Math.max(1, most) * (i + 1)) / SIZES;
    const isNearlyWide = !isBeside && isNearly(tried * ratio, width);
    const photoHeight = isNearlyWide ? (NEARLY * width) / ratio : tried;
    const drawn = { width: photoHeight * ratio, height: photoHeight };
    const namesLeft = isBeside ? MARGIN + drawn.width + BESIDE : MARGIN;
    const rollTop = CONTENT_TOP + (isBeside ? NUMBERS_ABOVE : photoHeight + ABOVE_ROLL);
    const rollLeft = namesLeft + namesWidth + BEFORE_ROLL;
    // Beside a photo the lanes end with it, if they can.
    const rollBottom = isBeside ? CONTENT_TOP + photoHeight : footTop - ABOVE_FOOT;
    const lanes = layPitchLanes(ranges, { leastHeights, height: rollBottom - rollTop });
    const rollWidth = sheet.width - MARGIN - BEHIND_ROLL - rollLeft;
    return {
      sheet,
      photo: { x: isBeside ? MARGIN : (sheet.width - drawn.width) / 2, y: CONTENT_TOP, ...drawn },
      names: { left: namesLeft, right: namesLeft + namesWidth },
      roll: { x: rollLeft, y: rollTop, width: rollWidth, height: lanes.height },
      lanes,
      captions,
      footTop,
      fits: rollTop + lanes.height <= footTop - ABOVE_FOOT + 0.01,
      quality: qualityOf(drawn, {
        rollWidth,
        semitone: lanes.semitone,
        filled: (rollTop + lanes.height - CONTENT_TOP) / height,
      }),
    };
  });
}

/** Between a tall photo and the captions beside it; the bars' numbers there; the narrowest roll there. */
const BESIDE = 34;
const NUMBERS_ABOVE = 16;
const LEAST_ROLL = 280;

/** A photo that misses the column's edges by little looks like a mistake: it misses them clearly, or not at all. */
const NEARLY = 0.9;

function isNearly(width: number, column: number): boolean {
  return width > NEARLY * column && width < column - 0.01;
}

/**
 * How well photo and notes are seen: the photo counts for more, since it is what a passer-by sees, but not where notes
 * a tone apart would touch or where the page would stay empty below.
 *
 * @param options.filled share of the height between heading and foot that is drawn on
 */
function qualityOf(
  { width, height }: Sheet,
  options: { readonly rollWidth: number; readonly semitone: number; readonly filled: number },
): number {
  const { rollWidth, semitone, filled } = options;
  const crowding = Math.min(0, Math.log(semitone / READABLE_SEMITONE));
  return (
    0.7 * Math.log(width * height) +
    0.3 * Math.log(rollWidth * semitone) +
    0.6 * crowding +
    0.6 * Math.log(filled)
  );
}

/** Height of a semitone at which the thinnest note is as high as a whole tone. */
const READABLE_SEMITONE = 1.3;
