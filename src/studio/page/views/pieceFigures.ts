import { MOST_VOICES } from '../../../composition/assignVoices.js';
import { clockTime, count } from '../../../format.js';
import { keyName } from '../../../music/keySignature.js';
import { metreText } from '../../../music/metre.js';
import { tempoText } from '../../../music/tempoText.js';
import { ticksToSeconds } from '../../../music/time.js';
import type { PieceAnswer } from '../../protocol/answers.js';

/** What the heading says of a piece, as on the printed page. The tempo counts the beats of the metre. */
export function pieceFigures(
  piece: Pick<
    PieceAnswer,
    'tracks' | 'bars' | 'timeSignature' | 'key' | 'tempoBpm' | 'lengthTicks'
  >,
): string[] {
  const { tracks, bars, timeSignature, key, tempoBpm, lengthTicks } = piece;
  const objects = new Set(tracks.map(({ object }) => object)).size;
  return [
    `${count(objects, 'object')}${tracks.length > objects ? `, ${voices(tracks.length)}` : ''}`,
    `${count(bars, 'bar')} of ${metreText(timeSignature)}`,
    ...(key === null ? [] : [keyName(key)]),
    tempoText(tempoBpm, timeSignature),
    clockTime(Math.round(ticksToSeconds(lengthTicks, tempoBpm))),
  ];
}

/** So many that others had to give way are said to be. */
function voices(number: number): string {
  return `${number} voices${number === MOST_VOICES ? ', the most there are' : ''}`;
}
