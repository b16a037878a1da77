import { instrumentName } from '../music/instruments.js';
import type { Score } from '../music/score.js';
import { ticksPerBar, ticksToSeconds } from '../music/time.js';
import type { Box } from '../vision/box.js';
import type { Letters } from './letters.js';
import { COLUMN, drawPage, PAGE } from './page.js';
import { colourOf, INK } from './palette.js';
import { drawPhoto, type PhotoToDraw } from './photoWithBoxes.js';
import { clock, drawPianoRoll } from './pianoRoll.js';
import type { Svg } from './svg.js';
import { drawDisc, TAG_HEIGHT } from './tag.js';

/** A mirrored photo as its page needs it. */
export interface RoomToDraw {
  readonly score: Score;
  /** Its objects in the order of the score's parts. */
  readonly photo: PhotoToDraw;
  /** 0–1 of the photo, in the same order. */
  readonly areaShares: readonly number[];
  readonly unheard: readonly { readonly label: string; readonly areaShare: number }[];
  readonly seed: number;
}

const TITLE_BASELINE = 92;
const TITLE_SIZE = { most: 38, least: 20 } as const;
const PHOTO_TOP = 146;
const ROLL = { left: 300, right: 910 } as const;

/** Photo above, piano roll below, one number and one colour an object in both. */
export function drawRoomPage(room: RoomToDraw, letters: Letters): Svg {
  const { score, photo } = room;
  const layout = layOut(room);
  const roll: Box = {
    x: ROLL.left,
    y: layout.rollTop,
    width: ROLL.right - ROLL.left,
    height: layout.laneHeight * score.parts.length,
  };
  const { laneHeight } = layout;
  return drawPage(
    [
      drawHeading(score, letters),
      drawPhoto(photo, { place: layout.photo, letters }),
      drawNames(room, { top: layout.rollTop, laneHeight, letters }),
      drawPianoRoll(score, { place: roll, laneHeight, letters }),
      ...footLines(room, letters).map((text, i) =>
        letters.write(text, {
          x: COLUMN.left,
          y: layout.footTop + i * FOOT_LINE,
          fill: INK.soft,
          size: FOOT.size,
        }),
      ),
    ],
    { title: titleOf(score), height: layout.height, letters },
  );
}

const FOOT = { size: 11.5 };
const FOOT_LINE = 17;
const GAP_ABOVE_ROLL = 62;
const PAGE_BOTTOM = 50;

/** Tops and heights from the heading down: at most A4, less where there is less to show. */
function layOut({ score, photo }: RoomToDraw) {
  const lanes = score.parts.length;
  const width = COLUMN.right - COLUMN.left;
  const below = GAP_ABOVE_ROLL + 50 + 2 * FOOT_LINE + PAGE_BOTTOM;
  const leastLanes = lanes * 35;
  const mostPhoto = Math.min(640, PAGE.a4Height - PHOTO_TOP - below - leastLanes);
  const scale = Math.min(width / photo.width, mostPhoto / photo.height);
  const drawn = { width: photo.width * scale, height: photo.height * scale };
  // A very wide photo still has room for its tags.
  const photoHeight = Math.max(60, drawn.height);
  const rollTop = PHOTO_TOP + photoHeight + GAP_ABOVE_ROLL;
  const room = PAGE.a4Height - PHOTO_TOP - photoHeight - below;
  const laneHeight = Math.min(room / lanes, Math.max(64, 190 / lanes));
  const footTop = rollTop + lanes * laneHeight + 50;
  return {
    photo: {
      x: PAGE.width / 2 - drawn.width / 2,
      y: PHOTO_TOP + (photoHeight - drawn.height) / 2,
      ...drawn,
    },
    rollTop,
    laneHeight,
    footTop,
    height: footTop + 2 * FOOT_LINE + PAGE_BOTTOM,
  };
}

function titleOf(score: Score): string {
  const names = score.parts.map(({ name }) => name).join(', ');
  return `${score.title}: a sound mirror of ${names}`;
}

/** The photo's name, and the piece in figures. */
function drawHeading(score: Score, letters: Letters): Svg {
  const { title, parts, timeSignature, lengthTicks, tempoBpm } = score;
  const bars = Math.round(lengthTicks / ticksPerBar(timeSignature));
  const figures = [
    parts.length === 1 ? '1 object' : `${parts.length} objects`,
    `${bars} ${bars === 1 ? 'bar' : 'bars'} of ${timeSignature.beats}/${timeSignature.beatUnit}`,
    `${Math.round(tempoBpm * 10) / 10} bpm`,
    clock(ticksToSeconds(lengthTicks, tempoBpm)),
  ];
  const width = COLUMN.right - COLUMN.left;
  const whole = letters.widthOf(title, { size: TITLE_SIZE.most, weight: 'semiBold' });
  const size = Math.min(
    TITLE_SIZE.most,
    Math.max(TITLE_SIZE.least, (TITLE_SIZE.most * width) / (whole + 1)),
  );
  const large = { size, weight: 'semiBold' } as const;
  const fitting = letters.fit(title, { ...large, width });
  return (
    letters.write(fitting, { x: COLUMN.left - 1, y: TITLE_BASELINE, fill: INK.text, ...large }) +
    letters.write(figures.join('  ·  '), {
      x: COLUMN.left,
      y: TITLE_BASELINE + 28,
      fill: INK.soft,
      size: 15,
    })
  );
}

/** Before each lane: number, name, share of the photo, instrument. */
function drawNames(
  { score, areaShares }: RoomToDraw,
  { top, laneHeight, letters }: { top: number; laneHeight: number; letters: Letters },
): Svg {
  const name = { size: 14, weight: 'semiBold' } as const;
  const small = { size: 11, fill: INK.soft } as const;
  const textLeft = COLUMN.left + TAG_HEIGHT + 10;
  const shareRight = ROLL.left - 18;
  const rows = score.parts.map((part, rank) => {
    const middle = top + (rank + 0.5) * laneHeight;
    const share = percent(areaShares[rank] as number);
    const shareWidth = letters.widthOf(share, { size: 13 });
    const fitting = letters.fit(part.name, {
      ...name,
      width: shareRight - shareWidth - 10 - textLeft,
    });
    const centre = { x: COLUMN.left + TAG_HEIGHT / 2, y: middle };
    return [
      drawDisc({ number: rank + 1, colour: colourOf(rank) }, centre, letters),
      letters.write(fitting, { x: textLeft, y: middle - 2, fill: INK.text, ...name }),
      letters.write(share, {
        x: shareRight,
        y: middle - 2,
        fill: INK.text,
        size: 13,
        anchor: 'end',
      }),
      letters.write(instrumentName(part.program), { x: textLeft, y: middle + 13, ...small }),
    ].join('');
  });
  const heading = { y: top - 6, fill: INK.soft, size: 10 } as const;
  return [
    letters.write('of the photo', { x: shareRight, anchor: 'end', ...heading }),
    ...rows,
  ].join('');
}

/** What else there is to know, a line each. */
function footLines({ unheard, seed }: RoomToDraw, letters: Letters): string[] {
  const width = COLUMN.right - COLUMN.left;
  const labels = [...new Set(unheard.map(({ label }) => label))].join(', ');
  const meaning =
    'Each lane reaches from its lowest to its highest note. Darker is struck harder; larger plays louder.';
  const silent = labels === '' ? [] : [`In grey, seen but not heard: ${labels}`];
  return [meaning, ...silent, `sound-mirror, seed ${seed}`].map((line) =>
    letters.fit(line, { ...FOOT, width }),
  );
}

/** @example percent(0.082) // '8.2 %' */
function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)} %`;
}
