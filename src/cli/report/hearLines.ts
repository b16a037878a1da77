import { metreText, type Score, ticksPerBar } from '../../index.js';
import { tempoText } from '../../music/tempoText.js';
import { count } from './format.js';

/**
 * The one line of the result: the file, and how much music is in it. The tempo counts the beats of its metre, as the
 * lines about recordings do.
 */
export function hearLine(file: string, score: Score): string {
  const { timeSignature, tempoBpm, tempoChanges } = score;
  const bars = Math.round(score.lengthTicks / ticksPerBar(timeSignature));
  const notes = score.parts.reduce((sum, part) => sum + part.notes.length, 0);
  const tempo = tempoText(tempoBpm, timeSignature);
  return `${file}  ${count(notes, 'note')}, ${count(bars, 'bar')} of ${metreText(timeSignature)} ${tempoChanges ? 'around' : 'at'} ${tempo}`;
}
