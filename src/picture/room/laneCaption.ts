import { percent } from '../../format.js';
import { instrumentName } from '../../music/instruments.js';
import type { Letters, TextStyle } from '../letters/letters.js';
import { INK } from '../palette.js';
import type { Svg } from '../svg.js';
import type { TrackToDraw } from './roomToDraw.js';
import { drawDisc, TAG_HEIGHT } from './tag.js';

/** How much the captions say where there is little room. */
export interface CaptionDetail {
  /**
   * Where «seen as» and the instrument stand: below the name, on one line if that holds them; behind the name where
   * they fit there, else below it; or behind the name, cut where they do not fit.
   */
  readonly facts: 'below' | 'behindName' | 'cutBehindName';
  /** Lines of an object's idea at most. */
  readonly ideaLines: number;
}

/** What stands before a lane: number, name, share of the photo, and lines in soft ink below the name. */
export interface LaneCaption {
  readonly name: string;
  /** In soft ink behind the name; empty where all else is below it. */
  readonly behindName: string;
  readonly share: string;
  readonly lines: readonly string[];
  /** Least height of the lane, in the page's units. */
  readonly height: number;
}

const NAME = { size: 14, weight: 'semiBold' } as const;
const SHARE = { size: 13 } as const;
const SMALL: TextStyle = { size: 11 };

const LINE_HEIGHT = 13;
/** Of the name's baseline below the lane's top; of white below the last line. */
const NAME_BASELINE = 18;
const BELOW = 6.5;
/** Between the name and what stands behind it; less room than `LEAST_BEHIND` shows nothing there. */
const BEHIND = 8;
const LEAST_BEHIND = 30;

/** Between the column's edge and the text, for the disc. */
const INDENT = TAG_HEIGHT + 10;

/**
 * Sets a caption in its column.
 *
 * @param options.width of the column, the disc's place included
 */
export function setCaption(
  track: TrackToDraw & { readonly program: number },
  options: { readonly width: number; readonly detail: CaptionDetail; readonly letters: Letters },
): LaneCaption {
  const { width, detail, letters } = options;
  const textWidth = width - INDENT;
  const share = percent(track.areaShare);
  const nameWidth = textWidth - letters.widthOf(share, SHARE) - 10;
  const name = letters.fit(track.name, { ...NAME, width: nameWidth, keptEnd: track.voice });
  const facts = [track.seenAs, instrumentName(track.program)].filter((fact) => fact !== '');
  const joined = facts.join(' · ');
  const joinedWidth = letters.widthOf(joined, SMALL);
  const behind = nameWidth - letters.widthOf(name, NAME) - BEHIND;
  const isBehind =
    detail.facts === 'cutBehindName' || (detail.facts === 'behindName' && joinedWidth <= behind);
  const below = isBehind ? [] : joinedWidth <= textWidth ? [joined] : facts;
  const lines = [
    ...below.map((line) => letters.fit(line, { ...SMALL, width: textWidth })),
    ...letters.wrap(track.idea, { ...SMALL, width: textWidth, lines: detail.ideaLines }),
  ];
  return {
    name,
    behindName:
      isBehind && behind > LEAST_BEHIND ? letters.fit(joined, { ...SMALL, width: behind }) : '',
    share,
    lines,
    height: NAME_BASELINE + lines.length * LINE_HEIGHT + BELOW,
  };
}

/** Draws a caption. @param at the column's edges, and the top of the lane */
export function drawCaption(
  { name, behindName, share, lines }: LaneCaption,
  options: {
    readonly at: { readonly left: number; readonly right: number; readonly top: number };
    readonly number: number;
    readonly colour: string;
    readonly letters: Letters;
  },
): Svg {
  const { at, number, colour, letters } = options;
  const y = at.top + NAME_BASELINE;
  const x = at.left + INDENT;
  const centre = { x: at.left + TAG_HEIGHT / 2, y: y - 4.5 };
  return [
    drawDisc({ number, colour }, centre, letters),
    letters.write(name, { x, y, fill: INK.text, ...NAME }),
    letters.write(behindName, {
      x: x + letters.widthOf(name, NAME) + BEHIND,
      y,
      fill: INK.soft,
      ...SMALL,
    }),
    letters.write(share, { x: at.right, y, fill: INK.text, anchor: 'end', ...SHARE }),
    ...lines.map((line, i) =>
      letters.write(line, { x, y: y + (i + 1) * LINE_HEIGHT, fill: INK.soft, ...SMALL }),
    ),
  ].join('');
}
