import { byStart, type Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import type { PiecePlan, PlannedPart } from './planPiece.js';

/**
 * Puts what a part plays in bars of material where these bars stand in the piece. What sounds beyond the last bar that it has
 * the word ends there; a part that holds through another's turn holds its last stroke until the turn ends.
 *
 * @param material for each bar of material the part's notes, ticks from the bar line
 * @returns in the piece's ticks, in order of playing
 */
export function placeBars(
  material: readonly (readonly Note[])[],
  { plan, part }: { plan: PiecePlan; part: PlannedPart },
): Note[] {
  const barTicks = ticksPerBar(plan.timeSignature);
  const { bars } = plan.form;
  const plays = new Set(
    part.passages.flatMap(({ firstBar, bars: length }) => barsFrom(firstBar, length)),
  );
  const holds = new Set(part.holds);
  const placed: Note[] = [];
  for (const [at, bar] of bars.entries()) {
    if (!plays.has(bar)) continue;
    let held = at + 1;
    while (held < bars.length && holds.has(bars[held] as number)) held++;
    let end = at + 1;
    while (
      end < bars.length &&
      plays.has(bars[end] as number) &&
      bars[end] === (bars[end - 1] as number) + 1
    )
      end++;
    const notes = material[bar] as readonly Note[];
    const lastTicks = notes.at(-1)?.startTicks;
    for (const note of notes) {
      const startTicks = Math.max(0, at * barTicks + note.startTicks);
      const isHeld = held > at + 1 && note.startTicks === lastTicks;
      const untilTicks = (held > at + 1 ? held : end) * barTicks;
      const durationTicks = isHeld
        ? untilTicks - startTicks
        : Math.min(note.durationTicks, untilTicks - startTicks);
      placed.push({ ...note, startTicks, durationTicks });
    }
  }
  return placed.sort(byStart);
}

function barsFrom(first: number, length: number): number[] {
  return Array.from({ length }, (_, i) => first + i);
}
