import { byStart, type Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import type { PiecePlan, PlannedPart } from './planPiece.js';
import { barsOf, isHeldThrough, turnsOf } from './turns.js';

/**
 * Puts what a part plays in bars of material where these bars stand in the piece. What it struck rings on, but not into
 * another's turn: there it falls silent, or holds its last onset until the turn ends, for two bars at most.
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
  const plays = barsOf(part);
  const turns = turnsOf(plan);
  const placed: Note[] = [];
  for (const [at, bar] of bars.entries()) {
    if (!plays.has(bar)) continue;
    const notes = material[bar] as readonly Note[];
    const untilOwnEnd = firstFrom(at + 1, bars, (next) => turns.has(next) && !plays.has(next));
    const { holds } = part;
    const held = firstFrom(at + 1, bars, (_, place) => !isHeldThrough(place, { bars, holds }));
    const lastTicks = notes.at(-1)?.startTicks;
    for (const note of notes) {
      const startTicks = Math.max(0, at * barTicks + note.startTicks);
      const isHeld = held > at + 1 && note.startTicks === lastTicks;
      const mostTicks = (isHeld ? held : untilOwnEnd) * barTicks - startTicks;
      const durationTicks = isHeld ? mostTicks : Math.min(note.durationTicks, mostTicks);
      placed.push({ ...note, startTicks, durationTicks });
    }
  }
  return placed.sort(byStart);
}

/** The first bar of the piece, from one on, of which something is true; the end of the piece if there is none. */
function firstFrom(
  from: number,
  bars: readonly number[],
  isSo: (bar: number, at: number) => boolean,
): number {
  for (let at = from; at < bars.length; at++) {
    if (isSo(bars[at] as number, at)) return at;
  }
  return bars.length;
}
