import type { Note } from '../music/note.js';
import { type TimeSignature, ticksPerBar } from '../music/time.js';
import { openAtOnce } from './openAndClose.js';
import { type Silence, silencesOf } from './silences.js';

/**
 * Leaves no bar of a piece silent, and no silence in it longer than a bar.
 *
 * Where silence is longer, the last onset before it is held to the last bar line before the next onset (or to the end
 * of the piece). So nothing sounds that the object did not play, the next onset keeps its place in the bar, and a rest
 * of less than a bar is left before it, as before any new phrase. An earlier onset would change the rhythm that the object
 * was recorded with, and would leave bars at the end of its phrase without notes. Where the piece begins with such a
 * silence, there is no onset to hold, and its first one is played at once.
 *
 * @param parts each part's notes in order of playing, the largest voice first
 * @returns the same notes, some of them longer
 */
export function extendOverSilence(
  parts: readonly (readonly Note[])[],
  { bars, timeSignature }: { readonly bars: number; readonly timeSignature: TimeSignature },
): (readonly Note[])[] {
  const barTicks = ticksPerBar(timeSignature);
  const endTicks = bars * barTicks;
  const tooLong = (silence: Silence) => isTooLong(silence, barTicks);
  const [first] = silencesOf(parts, endTicks).filter(tooLong);
  const opened = first?.fromTicks === 0 ? openAtOnce(parts, timeSignature) : parts;
  const untilTicks = opened.map(() => new Map<number, number>());
  for (const { toTicks } of silencesOf(opened, endTicks).filter(tooLong)) {
    const last = lastOnset(opened, toTicks);
    if (last)
      untilTicks[last.part]?.set(last.startTicks, Math.floor(toTicks / barTicks) * barTicks);
  }
  return opened.map((notes, part) =>
    notes.map((note) => {
      const until = untilTicks[part]?.get(note.startTicks);
      return until === undefined ? note : { ...note, durationTicks: until - note.startTicks };
    }),
  );
}

/** Longer than a bar, or as long as one from bar line to bar line. */
function isTooLong({ fromTicks, toTicks }: Silence, barTicks: number): boolean {
  const barLineTicks = Math.ceil(fromTicks / barTicks) * barTicks;
  return toTicks - fromTicks > barTicks || toTicks >= barLineTicks + barTicks;
}

/** The last onset before a moment, of simultaneous ones the larger voice's; undefined if there is none. */
function lastOnset(parts: readonly (readonly Note[])[], beforeTicks: number) {
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
