import { groupBy } from '../../math/groupBy.js';
import { metricStrength } from '../../music/metre.js';
import { byStart, type Note } from '../../music/note.js';
import { type TimeSignature, ticksPerBar } from '../../music/time.js';
import { EARLY_TICKS } from '../passages.js';

/** What a part strikes at one moment: a note or a chord. */
export interface Onset {
  readonly part: number;
  readonly startTicks: number;
  /** In which bar of the piece, from 0. */
  readonly bar: number;
  /** How strong its place in the bar is, 0–3. */
  readonly strength: number;
  /** Mean velocity of its notes, 1–127. */
  readonly velocity: number;
  readonly notes: readonly Note[];
}

/**
 * What all parts strike, in order of time. Notes of a part that begin together are one onset.
 *
 * @param options.bars length of the piece, in whole bars
 */
export function gatherOnsets(
  parts: readonly (readonly Note[])[],
  { bars, timeSignature }: { readonly bars: number; readonly timeSignature: TimeSignature },
): Onset[] {
  const barTicks = ticksPerBar(timeSignature);
  const onsets = parts.flatMap((part, index) => {
    return [...groupBy(part, ({ startTicks }) => startTicks)].map(
      ([startTicks, notes]): Onset => ({
        part: index,
        startTicks,
        bar: Math.min(bars - 1, Math.floor((startTicks + EARLY_TICKS) / barTicks)),
        strength: metricStrength(startTicks, timeSignature),
        velocity: notes.reduce((sum, note) => sum + note.velocity, 0) / notes.length,
        notes,
      }),
    );
  });
  // Sorting is stable: what begins together stays in the order of the parts.
  return onsets.sort((a, b) => a.startTicks - b.startTicks);
}

/** The notes of onsets, one list a part, each in order of playing. */
export function notesOf(onsets: Iterable<Onset>, parts: number): Note[][] {
  const notes = Array.from({ length: parts }, (): Note[] => []);
  for (const onset of onsets) notes[onset.part]?.push(...onset.notes);
  return notes.map((own) => own.sort(byStart));
}
