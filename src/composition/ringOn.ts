import type { Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import type { PiecePlan } from './planPiece.js';

/**
 * Lets notes ring on where silence would be heard. Where nothing would sound from one bar line to the next,
 * the last stroke before rings through that bar; and who strikes in the last bar rings until its end, so that
 * the piece is not cut in mid-figure.
 *
 * @param parts each part's notes in order of playing
 */
export function ringOn(
  parts: readonly (readonly Note[])[],
  { bars, timeSignature }: Pick<PiecePlan, 'bars' | 'timeSignature'>,
): (readonly Note[])[] {
  const barTicks = ticksPerBar(timeSignature);
  const endTicks = bars * barTicks;
  const ringing = parts.map(() => new Map<number, number>());
  for (const bar of silentBars(parts, { bars, barTicks })) {
    const last = lastStroke(parts, bar * barTicks);
    if (last) ringing[last.part]?.set(last.startTicks, (bar + 1) * barTicks);
  }
  const overall = lastStroke(parts, endTicks);
  for (const [part, notes] of parts.entries()) {
    const lastTicks = notes.at(-1)?.startTicks ?? -1;
    if (lastTicks >= endTicks - barTicks || part === overall?.part) {
      ringing[part]?.set(lastTicks, endTicks);
    }
  }
  return parts.map((notes, part) =>
    notes.map((note) => {
      const untilTicks = ringing[part]?.get(note.startTicks);
      const durationTicks = (untilTicks ?? 0) - note.startTicks;
      return untilTicks === undefined ? note : { ...note, durationTicks };
    }),
  );
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
