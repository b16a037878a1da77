import type { Note } from '../../music/note.js';
import { TICKS_PER_QUARTER, type TimeSignature } from '../../music/time.js';
import { fairShares } from './fairShares.js';
import { notesOf, type Stroke, strokesOf } from './strokes.js';

/** More chords a second than these, of all parts together, are a carpet to the ear. */
export const MOST_ONSETS_A_SECOND = 12;

/** However small an object is, so many strokes a second are its own: enough for a pulse. */
const LEAST_ONSETS_A_SECOND = 2;

/**
 * Thins parts where more is struck in a second than there may be. Notes are only left out, a chord with all of its notes.
 *
 * A chord counts once. A bar in which one part alone strikes is its turn: it neither counts nor is thinned. Of a second
 * that is too full each part has its max-min fair share by area; the part that exceeds its share most loses a stroke,
 * what stands between the divisions of the beat first, and of equally strong places the softest. No part loses its last stroke.
 *
 * @param parts each part's notes in order of playing
 * @param options.shares each part's area, above 0
 * @param options.bars length of the piece
 * @param options.tempoBpm quarter notes a minute
 * @param options.mostOnsetsASecond strokes a second of all parts together, above 0; 12 unless given
 * @returns what each part keeps, in order of playing
 */
export function limitDensity(
  parts: readonly (readonly Note[])[],
  options: {
    readonly shares: readonly number[];
    readonly bars: number;
    readonly tempoBpm: number;
    readonly timeSignature: TimeSignature;
    readonly mostOnsetsASecond?: number;
  },
): (readonly Note[])[] {
  const { shares, tempoBpm, mostOnsetsASecond = MOST_ONSETS_A_SECOND } = options;
  const all = strokesOf(parts, options);
  const kept = new Set(all);
  const left = parts.map((_, part) => all.filter((stroke) => stroke.part === part).length);
  const together = withoutTurns(all);
  for (const [from, first] of together.entries()) {
    const second = secondFrom(together, { from, tempoBpm });
    while (kept.has(first)) {
      const struck = second.filter((stroke) => kept.has(stroke));
      const spare = struck.filter(({ part }) => (left[part] as number) > 1);
      if (struck.length <= mostOnsetsASecond || spare.length === 0) break;
      const part = whoExceeds(struck, { spare, shares, mostOnsetsASecond });
      kept.delete(weakest(spare.filter((stroke) => stroke.part === part)));
      left[part] = (left[part] as number) - 1;
    }
  }
  return notesOf(kept, parts.length);
}

function withoutTurns(strokes: readonly Stroke[]): Stroke[] {
  const partsIn = new Map<number, Set<number>>();
  for (const { bar, part } of strokes) {
    const own = partsIn.get(bar) ?? new Set();
    partsIn.set(bar, own.add(part));
  }
  return strokes.filter(({ bar }) => (partsIn.get(bar)?.size ?? 0) > 1);
}

/**
 * Strokes within the second that begins with one of them, both ends included.
 *
 * @param strokes in order of time
 * @param options.from index of the first
 */
function secondFrom(
  strokes: readonly Stroke[],
  { from, tempoBpm }: { from: number; tempoBpm: number },
): Stroke[] {
  const fromTicks = (strokes[from] as Stroke).startTicks;
  // A tick to spare: a tempo is rounded when written, and a second may come out a hair shorter.
  const toTicks = fromTicks + (tempoBpm / 60) * TICKS_PER_QUARTER + 1;
  let to = from;
  while (to < strokes.length && (strokes[to] as Stroke).startTicks <= toTicks) to++;
  return strokes.slice(from, to);
}

/** Which of the parts that have strokes to spare exceeds its due most. */
function whoExceeds(
  struck: readonly Stroke[],
  options: { spare: readonly Stroke[]; shares: readonly number[]; mostOnsetsASecond: number },
): number {
  const { spare, shares, mostOnsetsASecond } = options;
  const wishes = shares.map((_, part) => struck.filter((stroke) => stroke.part === part).length);
  const due = fairShares(mostOnsetsASecond, { wishes, shares, least: LEAST_ONSETS_A_SECOND });
  const excess = (part: number) => (wishes[part] as number) - (due[part] as number);
  return spare
    .map(({ part }) => part)
    .reduce((most, part) => (excess(part) > excess(most) ? part : most));
}

/** The stroke to go first; of equals the last, so that a burst becomes shorter. */
function weakest(strokes: readonly Stroke[]): Stroke {
  return strokes.reduce((least, stroke) =>
    stroke.strength < least.strength ||
    (stroke.strength === least.strength && stroke.velocity <= least.velocity)
      ? stroke
      : least,
  );
}
