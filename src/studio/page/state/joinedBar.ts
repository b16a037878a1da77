import { ticksPerBar } from '../../../music/time.js';
import type { PieceAnswer } from '../../protocol/answers.js';
import { unpackNotes } from '../../protocol/packedNotes.js';

/**
 * Where an object is first heard that has joined the piece.
 *
 * @returns ticks of the beginning of that bar; undefined where no object is new
 */
export function joinedBar(before: PieceAnswer, now: PieceAnswer): number | undefined {
  const known = new Set(before.tracks.map(({ object }) => object));
  const starts = now.tracks
    .filter(({ object }) => !known.has(object))
    .flatMap(({ notes }) => unpackNotes(notes).map(({ startTicks }) => startTicks));
  if (starts.length === 0) return undefined;
  const barTicks = ticksPerBar(now.timeSignature);
  return Math.floor(Math.min(...starts) / barTicks) * barTicks;
}
