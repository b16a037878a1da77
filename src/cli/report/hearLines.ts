import { type Score, ticksPerBar } from '../../index.js';
import { bpm, count } from './format.js';

/** The one line of the result: the file, and how much music is in it. */
export function hearLine(file: string, score: Score): string {
  const bars = Math.round(score.lengthTicks / ticksPerBar(score.timeSignature));
  const notes = score.parts.reduce((sum, part) => sum + part.notes.length, 0);
  const { beats, beatUnit } = score.timeSignature;
  return `${file}  ${count(notes, 'note')}, ${count(bars, 'bar')} of ${beats}/${beatUnit} ${score.tempoChanges ? 'around' : 'at'} ${bpm(score.tempoBpm)}`;
}
