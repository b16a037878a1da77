import type { Note } from '../../music/note.js';
import { TICKS_PER_QUARTER, type TimeSignature } from '../../music/time.js';
import { gatherOnsets, notesOf, type Onset } from './onsets.js';

/** More chords a second than these, of all parts together, are a carpet to the ear. */
export const MOST_ONSETS_A_SECOND = 12;

/**
 * Exponent of a part's onsets in what it can spare: with 1, all parts would lose the same share of them; the less, the
 * more is left of parts with few. With 1, 0.85 and 0.7 the parts of 96 pieces are named .84, .87 and .87
 * (`mirror judge --pieces photos/*.jpg`, seeds 1, 101 and 201); at 0.7 some keep less than half.
 */
const SPARE_EXPONENT = 0.85;

/**
 * Thins parts where more is struck in a second than there may be. Notes are only left out, a chord with all of its notes.
 *
 * A chord counts once. A bar in which one part alone strikes is its turn: it neither counts nor is thinned. From a
 * second that is too full an onset is taken of the part that can spare it best: of its onsets in the whole piece it
 * has lost the smallest share so far. A part with many onsets can spare somewhat more, since a part of ten is no more
 * to be recognised without six of them, and a part of two hundred is; of equal parts the smallest loses. What stands
 * between the divisions of the beat goes first, and of equally strong places the softest. No part loses its last
 * onset.
 *
 * @param parts each part's notes in order of playing
 * @param options.decoded each part's notes before any were left out, of which shares are counted; `parts` unless given
 * @param options.shares each part's area, above 0
 * @param options.bars length of the piece
 * @param options.tempoBpm quarter notes a minute
 * @param options.mostOnsetsASecond onsets a second of all parts together, above 0; 12 unless given
 * @returns what each part keeps, in order of playing
 */
export function limitDensity(
  parts: readonly (readonly Note[])[],
  options: {
    readonly decoded?: readonly (readonly Note[])[];
    readonly shares: readonly number[];
    readonly bars: number;
    readonly tempoBpm: number;
    readonly timeSignature: TimeSignature;
    readonly mostOnsetsASecond?: number;
  },
): (readonly Note[])[] {
  const { decoded = parts, shares, tempoBpm } = options;
  const { mostOnsetsASecond = MOST_ONSETS_A_SECOND } = options;
  const all = gatherOnsets(parts, options);
  const kept = new Set(all);
  const left = countOnsets(all, parts.length);
  const given = countOnsets(gatherOnsets(decoded, options), parts.length);
  const spare = (part: number) =>
    ((left[part] as number) - 1) / (given[part] as number) ** SPARE_EXPONENT;
  const partToThin = (a: number, b: number) => {
    const more = spare(a) - spare(b) || (shares[b] as number) - (shares[a] as number);
    return more >= 0 ? a : b;
  };
  const together = withoutTurns(all);
  for (const [from, first] of together.entries()) {
    const second = secondFrom(together, { from, tempoBpm });
    while (kept.has(first)) {
      const struck = second.filter((onset) => kept.has(onset));
      const able = struck.filter(({ part }) => (left[part] as number) > 1);
      if (struck.length <= mostOnsetsASecond || able.length === 0) break;
      const part = able.map((onset) => onset.part).reduce(partToThin);
      kept.delete(weakest(able.filter((onset) => onset.part === part)));
      left[part] = (left[part] as number) - 1;
    }
  }
  return notesOf(kept, parts.length);
}

function countOnsets(onsets: readonly Onset[], parts: number): number[] {
  const counts = new Array<number>(parts).fill(0);
  for (const { part } of onsets) counts[part] = (counts[part] as number) + 1;
  return counts;
}

function withoutTurns(onsets: readonly Onset[]): Onset[] {
  const partsIn = new Map<number, Set<number>>();
  for (const { bar, part } of onsets) {
    const own = partsIn.get(bar) ?? new Set();
    partsIn.set(bar, own.add(part));
  }
  return onsets.filter(({ bar }) => (partsIn.get(bar)?.size ?? 0) > 1);
}

/**
 * Onsets within the second that begins with one of them, both ends included.
 *
 * @param onsets in order of time
 * @param options.from index of the first
 */
function secondFrom(
  onsets: readonly Onset[],
  { from, tempoBpm }: { from: number; tempoBpm: number },
): Onset[] {
  const fromTicks = (onsets[from] as Onset).startTicks;
  // A tick to spare: a tempo is rounded when written, and a second may come out a hair shorter.
  const toTicks = fromTicks + (tempoBpm / 60) * TICKS_PER_QUARTER + 1;
  let to = from;
  while (to < onsets.length && (onsets[to] as Onset).startTicks <= toTicks) to++;
  return onsets.slice(from, to);
}

/** The onset to go first; of equals the last, so that a burst becomes shorter. */
function weakest(onsets: readonly Onset[]): Onset {
  return onsets.reduce((least, onset) =>
    onset.strength < least.strength ||
    (onset.strength === least.strength && onset.velocity <= least.velocity)
      ? onset
      : least,
  );
}
