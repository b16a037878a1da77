import type { Letters } from '../letters/letters.js';
import { drawPage, MARGIN } from '../page.js';
import { INK } from '../palette.js';
import type { Paper } from '../paper.js';
import type { Svg } from '../svg.js';
import { FOOT_LINE, type RoomLayout } from './arrangements.js';
import { drawCaption, type LaneCaption } from './laneCaption.js';
import { drawPhoto } from './photoWithBoxes.js';
import { drawPianoRoll } from './pianoRoll.js';
import type { Lane } from './pitchLanes.js';
import { drawRoomHeading } from './roomHeading.js';
import { layOutRoom } from './roomLayout.js';
import type { RoomToDraw, TrackToDraw } from './roomToDraw.js';

/** Photo and piano roll on one sheet of paper, one colour an object and one number a track in both. */
export function drawRoomPage(
  room: RoomToDraw,
  options: { readonly paper: Paper; readonly texts: boolean; readonly letters: Letters },
): Svg {
  const { paper, texts, letters } = options;
  const foot = footLines(room);
  const layout = layOutRoom(room, { paper, texts, footLines: foot.length, letters });
  const { sheet } = layout;
  const [left, right] = [MARGIN, sheet.width - MARGIN];
  return drawPage(
    [
      drawRoomHeading(room, { left, right, letters }),
      drawPhoto(room.photo, { tracks: room.tracks, place: layout.photo, letters }),
      drawCaptions(room.tracks, { layout, letters }),
      drawPianoRoll(room.score, {
        place: layout.roll,
        lanes: layout.lanes,
        colours: room.tracks.map(({ colour }) => colour),
        rulesLeft: layout.names.left,
        letters,
      }),
      ...foot.map((line, i) =>
        letters.write(letters.fit(line, { ...FOOT, width: right - left }), {
          x: left,
          y: layout.footTop + i * FOOT_LINE,
          fill: INK.soft,
          ...FOOT,
        }),
      ),
    ],
    { title: titleOf(room), sheet, letters },
  );
}

const FOOT = { size: 11.5 };

/** What the page shows, for screen readers. */
function titleOf({ score }: RoomToDraw): string {
  const names = score.parts.map(({ name }) => name).join(', ');
  return `${score.title}: a sound mirror of ${names}`;
}

function drawCaptions(
  tracks: readonly TrackToDraw[],
  { layout, letters }: { readonly layout: RoomLayout; readonly letters: Letters },
): Svg {
  const { names, roll, lanes, captions } = layout;
  const heading = { y: roll.y - 6, fill: INK.soft, size: 10 } as const;
  return [
    letters.write('of the photo', { x: names.right, anchor: 'end', ...heading }),
    ...tracks.map(({ colour }, i) => {
      const { top } = lanes.lanes[i] as Lane;
      const at = { ...names, top: roll.y + top };
      return drawCaption(captions[i] as LaneCaption, { at, number: i + 1, colour, letters });
    }),
  ].join('');
}

/** What else there is to know, a line each. */
function footLines({ unmatched, seed }: RoomToDraw): string[] {
  const labels = [...new Set(unmatched)].join(', ');
  return [
    'All lanes have one scale of pitch, with a line at each C. Darker is struck harder; what is larger in the photo plays louder.',
    ...(labels === '' ? [] : [`In grey, seen but not heard: ${labels}`]),
    `sound-mirror, seed ${seed}`,
  ];
}
