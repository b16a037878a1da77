import { STEP_TICKS } from '../events/events.js';
import { byStart, type Note } from '../music/note.js';
import type { Phrase } from '../music/phrase.js';
import { ticksPerBar } from '../music/time.js';
import type { PiecePlan, PlannedPart } from './planPiece.js';
import { ownTicks } from './timing.js';

/** What a part plays in one entrance, in ticks of the piece from the entrance's first bar line. */
export interface Passage {
  readonly notes: readonly Note[];
  readonly bars: number;
}

/**
 * An onset this many ticks ahead of a bar line is a hand that came early, and belongs behind it:
 * a hand strays up to half a step from the grid.
 */
const EARLY_TICKS = STEP_TICKS / 2;

/**
 * Cuts a phrase into its entrances, each from a bar line of its own, in the piece's time. What sounds
 * beyond the end of an entrance ends there, and no entrance begins with a bar of rest: who enters is heard. An
 * object that would rest in all its entrances starts with its first note instead.
 *
 * @param phrase `phraseTicks` long, in the decoder's own time
 * @returns one an entrance
 */
export function cutPassages(
  phrase: Phrase,
  where: { plan: PiecePlan; part: PlannedPart },
): Passage[] {
  const passages = cutFrom(0, { phrase, ...where });
  const [first] = phrase.notes;
  const isSilent = passages.every(({ notes }) => notes.length === 0);
  return first && isSilent ? cutFrom(first.startTicks, { phrase, ...where }) : passages;
}

function cutFrom(
  startTicks: number,
  { phrase, plan, part }: { phrase: Phrase; plan: PiecePlan; part: PlannedPart },
): Passage[] {
  const barTicks = ticksPerBar(plan.timeSignature);
  const { stretch, decoder, ownTempoBpm } = part;
  const ownBarTicks = ticksPerBar(decoder.timeSignature) * stretch;
  // In another metre, its own bar lines are kept; without a tempo there are none.
  const keepsBars = ownTempoBpm !== null && ownBarTicks % barTicks !== 0;
  const restUnit = keepsBars ? ownBarTicks : barTicks;
  let fromTicks = startTicks;
  return part.entrances.map(({ bars }) => {
    const pieceTicks = bars * barTicks;
    const notes = beginAtOnce(
      notesWithin(phrase.notes, { fromTicks, stretch, pieceTicks }),
      restUnit,
    );
    fromTicks += ownTicks(pieceTicks, { stretch, timeSignature: decoder.timeSignature });
    return { notes, bars };
  });
}

/** The same notes, so many whole bars earlier that the first of them falls into the first bar. */
function beginAtOnce(notes: readonly Note[], barTicks: number): Note[] {
  const restTicks = Math.floor((notes[0]?.startTicks ?? 0) / barTicks) * barTicks;
  return notes.map((note) => ({ ...note, startTicks: note.startTicks - restTicks }));
}

function notesWithin(
  notes: readonly Note[],
  options: { fromTicks: number; stretch: number; pieceTicks: number },
): Note[] {
  const { fromTicks, stretch, pieceTicks } = options;
  const untilTicks = fromTicks + pieceTicks / stretch;
  return notes
    .filter(
      ({ startTicks }) =>
        startTicks >= fromTicks - EARLY_TICKS && startTicks < untilTicks - EARLY_TICKS,
    )
    .map((note) => {
      const startTicks = Math.max(0, Math.round((note.startTicks - fromTicks) * stretch));
      const durationTicks = Math.max(1, Math.round(note.durationTicks * stretch));
      return {
        ...note,
        startTicks,
        durationTicks: Math.min(durationTicks, pieceTicks - startTicks),
      };
    })
    .sort(byStart);
}
