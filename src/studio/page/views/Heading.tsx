import { MOST_VOICES } from '../../../composition/assignVoices.js';
import { bpm, count } from '../../../format.js';
import { keyName } from '../../../music/keySignature.js';
import { ticksToSeconds } from '../../../music/time.js';
import { clock } from '../../../picture/room/pianoRoll.js';
import type { PieceAnswer } from '../../protocol/answers.js';
import type { Studio } from '../state/studio.js';
import { BusyLine } from './BusyLine.js';

/** A line may end behind it, and none begins with it. */
const DOT = '\u00a0\u00a0·  ';

/** The title, and below it the piece in figures, as on the printed page. */
export function Heading({ studio }: { readonly studio: Studio }) {
  const { piece, room } = studio.session;
  return (
    <div class="heading">
      <h1>{piece.value?.title ?? room.value?.title ?? 'A room that plays itself'}</h1>
      <p class="figures">
        {piece.value
          ? figuresOf(piece.value).map(unbroken).join(DOT)
          : 'Drop a photo anywhere on this page'}
      </p>
      <BusyLine studio={studio} />
    </div>
  );
}

function figuresOf(piece: PieceAnswer): string[] {
  const { tracks, bars, timeSignature, key, tempoBpm, lengthTicks } = piece;
  const objects = new Set(tracks.map(({ object }) => object)).size;
  return [
    `${count(objects, 'object')}${tracks.length > objects ? `, ${voices(tracks.length)}` : ''}`,
    `${count(bars, 'bar')} of ${timeSignature.beats}/${timeSignature.beatUnit}`,
    ...(key === null ? [] : [keyName(key)]),
    bpm(tempoBpm),
    clock(ticksToSeconds(lengthTicks, tempoBpm)),
  ];
}

/** So many that others had to give way are said to be. */
function voices(number: number): string {
  return `${number} voices${number === MOST_VOICES ? ', the most there are' : ''}`;
}

/** A figure that stays on one line. */
function unbroken(figure: string): string {
  return figure.replaceAll(' ', '\u00a0');
}
