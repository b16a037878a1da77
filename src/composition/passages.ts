import { STEP_TICKS } from '../events/events.js';
import { byStart, type Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import type { PiecePlan, PlannedPart } from './planPiece.js';
import { ownTicks } from './timing.js';

/**
 * An onset this many ticks ahead of a bar line is a hand that came early, and belongs behind it:
 * a hand strays up to half a step from the grid.
 */
export const EARLY_TICKS = STEP_TICKS / 2;

/**
 * What a part plays in each bar of material: its phrase, cut at the bar lines of the piece, in the piece's time.
 *
 * A passage starts at a bar line of the part's own. An object that would rest in all of its passages starts with its first
 * note instead.
 *
 * @param phrase the notes of its phrase, in the decoder's own time; they may ring on beyond its end
 * @returns for each bar of material its notes, in ticks from its bar line; a hand that comes early stands before it
 */
export function cutBars(
  phrase: readonly Note[],
  where: { plan: Pick<PiecePlan, 'timeSignature' | 'form'>; part: PlannedPart },
): (readonly Note[])[] {
  const bars = cutFrom(0, { phrase, ...where });
  const [first] = phrase;
  const isSilent = bars.every((notes) => notes.length === 0);
  return first && isSilent ? cutFrom(first.startTicks, { phrase, ...where }) : bars;
}

/** Grid position of a part's phrase → the bar of material and the ticks from its bar line; undefined beyond its passages. */
export function placeInMaterial(
  part: PlannedPart,
  barTicks: number,
): (step: number) => { readonly bar: number; readonly ticks: number } | undefined {
  const starts = passageStarts(part, barTicks);
  return (step) => {
    const own = Math.max(0, step * STEP_TICKS);
    for (let i = starts.length - 1; i >= 0; i--) {
      const from = starts[i] as number;
      if (own < from) continue;
      const { firstBar, bars } = part.passages[i] as PlannedPart['passages'][number];
      const ticks = (own - from) * part.stretch;
      const bar = Math.floor(ticks / barTicks);
      return bar < bars ? { bar: firstBar + bar, ticks: ticks - bar * barTicks } : undefined;
    }
    return undefined;
  };
}

/**
 * The grid position of a part's phrase at which a bar of material begins; undefined where it is in none of its
 * passages, or beside the grid.
 */
export function stepOfBar(
  part: PlannedPart,
  { bar, barTicks }: { readonly bar: number; readonly barTicks: number },
): number | undefined {
  const at = part.passages.findIndex(
    ({ firstBar, bars }) => bar >= firstBar && bar < firstBar + bars,
  );
  if (at < 0) return undefined;
  const { firstBar } = part.passages[at] as PlannedPart['passages'][number];
  const from = passageStarts(part, barTicks)[at] as number;
  const step = (from + ((bar - firstBar) * barTicks) / part.stretch) / STEP_TICKS;
  return Number.isInteger(step) ? step : undefined;
}

/** Where each passage starts in the phrase, in the decoder's own ticks. */
function passageStarts({ passages, stretch, decoder }: PlannedPart, barTicks: number): number[] {
  let from = 0;
  return passages.map(({ bars }) => {
    const start = from;
    from += ownTicks(bars * barTicks, { stretch, timeSignature: decoder.timeSignature });
    return start;
  });
}

function cutFrom(
  startTicks: number,
  {
    phrase,
    plan,
    part,
  }: {
    phrase: readonly Note[];
    plan: Pick<PiecePlan, 'timeSignature' | 'form'>;
    part: PlannedPart;
  },
): Note[][] {
  const barTicks = ticksPerBar(plan.timeSignature);
  const { stretch } = part;
  const material = plan.form.material.map((): Note[] => []);
  for (const [i, from] of passageStarts(part, barTicks).entries()) {
    const { firstBar, bars } = part.passages[i] as PlannedPart['passages'][number];
    const fromTicks = startTicks + from;
    const untilTicks = fromTicks + (bars * barTicks) / stretch;
    for (const note of phrase) {
      const { startTicks: at } = note;
      if (at < fromTicks - EARLY_TICKS || at >= untilTicks - EARLY_TICKS) continue;
      const ticks = Math.max(0, Math.round((at - fromTicks) * stretch));
      const bar = Math.min(bars - 1, Math.floor((ticks + EARLY_TICKS * stretch) / barTicks));
      const durationTicks = Math.max(1, Math.round(note.durationTicks * stretch));
      material[firstBar + bar]?.push({
        ...note,
        startTicks: ticks - bar * barTicks,
        durationTicks,
      });
    }
  }
  return material.map((notes) => notes.sort(byStart));
}
