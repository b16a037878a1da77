import type { Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import type { PiecePlan } from './planPiece.js';

/**
 * Leaves no bar of the piece silent: where nothing would sound from one bar line to the next, the last
 * stroke before rings on through that bar.
 *
 * @param parts each part's notes in order of playing
 */
export function ringThroughSilence(
  parts: readonly (readonly Note[])[],
  { bars, timeSignature }: Pick<PiecePlan, 'bars' | 'timeSignature'>,
): (readonly Note[])[] {
  const barTicks = ticksPerBar(timeSignature);
  const silent = silentBars(parts, { bars, barTicks });
  return parts.map((notes, part) => {
    const ringing = new Map<number, number>();
    for (const bar of silent) {
      const last = lastStroke(parts, bar * barTicks);
      if (last?.part === part) ringing.set(last.startTicks, (bar + 1) * barTicks);
    }
    return notes.map((note) => {
      const untilTicks = ringing.get(note.startTicks);
      return untilTicks === undefined
        ? note
        : { ...note, durationTicks: untilTicks - note.startTicks };
    });
  });
}

/** Bars, from 0 and in order, in which nothing sounds. */
export function silentBars(
  parts: readonly (readonly Note[])[],
  { bars, barTicks }: { bars: number; barTicks: number },
): number[] {
  const sounds = new Array<boolean>(bars).fill(false);
  for (const { startTicks, durationTicks } of parts.flat()) {
    const last = Math.floor((startTicks + durationTicks - 1) / barTicks);
    sounds.fill(true, Math.floor(startTicks / barTicks), last + 1);
  }
  return sounds.flatMap((sound, bar) => (sound ? [] : [bar]));
}

/** Who strikes last before a moment, the larger of equals; undefined if nobody does. */
function lastStroke(parts: readonly (readonly Note[])[], beforeTicks: number) {
  let last: { part: number; startTicks: number } | undefined;
  for (const [part, notes] of parts.entries()) {
    for (const { startTicks } of notes) {
      if (startTicks < beforeTicks && startTicks > (last?.startTicks ?? -1)) {
        last = { part, startTicks };
      }
    }
  }
  return last;
}
