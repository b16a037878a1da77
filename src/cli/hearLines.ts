import { type Score, ticksPerBar } from '../index.js';

/** The one line of the result: the file, and how much music is in it. */
export function hearLine(midi: string, score: Score): string {
  const bars = Math.round(score.lengthTicks / ticksPerBar(score.timeSignature));
  const notes = score.parts.reduce((sum, part) => sum + part.notes.length, 0);
  const { beats, beatUnit } = score.timeSignature;
  const tempoBpm = Math.round(score.tempoBpm * 10) / 10;
  return `${midi}  ${notes} notes, ${bars} bars of ${beats}/${beatUnit} at ${tempoBpm} bpm`;
}
