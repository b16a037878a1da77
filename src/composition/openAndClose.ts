import { byStart, type Note } from '../music/note.js';
import { type TimeSignature, ticksPerBar, ticksPerBeat } from '../music/time.js';
import type { PiecePlan } from './planPiece.js';

const FEWEST_BARS_TO_CLOSE = 4;

/**
 * Lets the piece sound from its beginning: if nobody begins within the first beat, who begins first does so
 * at once, and ends when it would have ended.
 *
 * @param parts each part's notes in order of playing, largest object first
 */
export function openAtOnce(
  parts: readonly (readonly Note[])[],
  timeSignature: TimeSignature,
): (readonly Note[])[] {
  const starts = parts.map((notes) => notes[0]?.startTicks ?? Infinity);
  const firstTicks = Math.min(...starts);
  if (firstTicks < ticksPerBeat(timeSignature)) return [...parts];
  const opener = starts.indexOf(firstTicks);
  return parts.map((notes, i) =>
    i === opener ? notes.map((note) => startEarlier(note, firstTicks)).sort(byStart) : notes,
  );
}

/**
 * Brings the piece to rest: who plays in the last bar stops there with its first stroke. Pieces under four
 * bars have no close of their own: their last bar is too much of them.
 *
 * @param parts each part's notes in order of playing
 */
export function closeTogether(
  parts: readonly (readonly Note[])[],
  { bars, timeSignature }: Pick<PiecePlan, 'bars' | 'timeSignature'>,
): (readonly Note[])[] {
  if (bars < FEWEST_BARS_TO_CLOSE) return [...parts];
  const lastBarTicks = (bars - 1) * ticksPerBar(timeSignature);
  return parts.map((notes) => {
    const stop = notes.find(({ startTicks }) => startTicks >= lastBarTicks);
    return stop ? notes.filter(({ startTicks }) => startTicks <= stop.startTicks) : notes;
  });
}

function startEarlier(note: Note, firstTicks: number): Note {
  if (note.startTicks !== firstTicks) return note;
  return { ...note, startTicks: 0, durationTicks: note.startTicks + note.durationTicks };
}
