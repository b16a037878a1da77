import { clockTime, count } from '../../format.js';
import { keyName } from '../../music/keySignature.js';
import { metreText } from '../../music/metre.js';
import { tempoText } from '../../music/tempoText.js';
import { ticksPerBar, ticksToSeconds } from '../../music/time.js';
import type { Letters } from '../letters/letters.js';
import { INK } from '../palette.js';
import type { Svg } from '../svg.js';
import type { RoomToDraw } from './roomToDraw.js';

const TITLE_BASELINE = 92;
const TITLE_SIZE = { most: 38, least: 20 } as const;
const FIGURES = { size: 15 } as const;

/** The title, and below it the day of the photo and the piece in figures. */
export function drawRoomHeading(
  room: RoomToDraw,
  { left, right, letters }: { left: number; right: number; letters: Letters },
): Svg {
  const { title } = room.score;
  const width = right - left;
  const whole = letters.widthOf(title, { size: TITLE_SIZE.most, weight: 'semiBold' });
  const size = Math.min(
    TITLE_SIZE.most,
    Math.max(TITLE_SIZE.least, (TITLE_SIZE.most * width) / (whole + 1)),
  );
  const large = { size, weight: 'semiBold' } as const;
  const fitting = letters.fit(title, { ...large, width });
  const figures = letters.fit(figuresOf(room).join('  ·  '), { ...FIGURES, width });
  return (
    letters.write(fitting, { x: left - 1, y: TITLE_BASELINE, fill: INK.text, ...large }) +
    letters.write(figures, { x: left, y: TITLE_BASELINE + 28, fill: INK.soft, ...FIGURES })
  );
}

/** What is to be said of a piece in a line; what is not known is left out. The tempo counts the beats of the metre. */
function figuresOf({ score, photo, tracks }: RoomToDraw): string[] {
  const { parts, timeSignature, lengthTicks, tempoBpm, key } = score;
  const bars = Math.round(lengthTicks / ticksPerBar(timeSignature));
  const objects = new Set(tracks.map(({ colour }) => colour)).size;
  const voices = parts.length === objects ? '' : `, ${parts.length} voices`;
  return [
    photo.taken === undefined ? undefined : dayOf(photo.taken),
    `${count(objects, 'object')}${voices}`,
    `${count(bars, 'bar')} of ${metreText(timeSignature)}`,
    key && keyName(key),
    tempoText(tempoBpm, timeSignature),
    clockTime(Math.round(ticksToSeconds(lengthTicks, tempoBpm))),
  ].filter((figure) => figure !== undefined);
}

/** @example dayOf('2026-11-28T14:03:22') // '28 November 2026' */
function dayOf(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return `${day} ${MONTHS[(month as number) - 1]} ${year}`;
}

const MONTHS =
  'January,February,March,April,May,June,July,August,September,October,November,December'.split(
    ',',
  );
