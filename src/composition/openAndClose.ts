import { byStart, type Note } from '../music/note.js';
import { type TimeSignature, ticksPerBar, ticksPerBeat } from '../music/time.js';
import type { PiecePlan } from './planPiece.js';

/** Shorter pieces have no close of their own: their last bar is too much of them. */
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
 * Brings the piece to rest: who plays in the last bar stops there with its first stroke, which rings until
 * the end. Of pieces under four bars, only the last strokes ring on.
 *
 * @param parts each part's notes in order of playing
 */
export function closeTogether(
  parts: readonly (readonly Note[])[],
  { bars, timeSignature }: Pick<PiecePlan, 'bars' | 'timeSignature'>,
): (readonly Note[])[] {
  const barTicks = ticksPerBar(timeSignature);
  const [lastBarTicks, endTicks] = [(bars - 1) * barTicks, bars * barTicks];
  return parts.map((notes) => {
    const starts = notes
      .map(({ startTicks }) => startTicks)
      .filter((start) => start >= lastBarTicks);
    if (starts.length === 0) return notes;
    const lastTicks = bars < FEWEST_BARS_TO_CLOSE ? Math.max(...starts) : Math.min(...starts);
    return notes
      .filter(({ startTicks }) => startTicks <= lastTicks)
      .map((note) =>
        note.startTicks === lastTicks ? { ...note, durationTicks: endTicks - lastTicks } : note,
      );
  });
}

function startEarlier(note: Note, firstTicks: number): Note {
  if (note.startTicks !== firstTicks) return note;
  return { ...note, startTicks: 0, durationTicks: note.startTicks + note.durationTicks };
}
