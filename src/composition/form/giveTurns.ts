import { maxBy, minBy } from '../../math/maxBy.js';
import type { Casting } from './casting.js';
import { MOST_TURNS } from './roles.js';
import { adjacentSlots, type Slot } from './slots.js';
import { onsetsOf, type Stage } from './stage.js';

/** What speaks for a slot as a turn and against it, in points beside one another; each turn in a neighbouring slot costs one. */
const WEIGHTS = {
  /** The second half of a phrase. */
  secondHalf: 0.5,
  /** The second half of the climax, for the densest of those who take turns. */
  climax: 1,
  /** Any other slot of the climax. */
  otherClimax: -0.5,
  /** A slot beside the last one: those who play the last cadence prepare it. */
  cadence: 0.6,
  /** Of bars beyond those that are left to the voice, as a share of the piece. */
  excess: 4,
  chance: 0.1,
} as const;

/**
 * Gives the voices that interrupt, and those too dense to play with the leader, slots of their own: one each, then by
 * their wish, preferably the second half of a phrase, apart from one another, and one at the climax.
 *
 * @param casting to which the turns are added
 * @param options.reserved slots to leave to the others if every turn has one
 * @returns slots in which the leader rests
 */
export function giveTurns(
  casting: Casting,
  stage: Stage,
  { reserved }: { reserved: number },
): ReadonlySet<number> {
  const { voices, slots, roles, arc, pieceBars } = stage;
  const takers = [...roles.interrupting, ...roles.relieving];
  const due = (voice: number) => (roles.dues[voice] as number) * pieceBars;
  // The largest two open, so where the largest interrupts, its turn may be the first answer.
  const opening = takers.includes(0) ? arc.opening.slice(0, 1) : arc.opening;
  const free = new Set([...slots.keys()].slice(0, -1).filter((slot) => !opening.includes(slot)));
  const most = Math.max(Math.min(takers.length, free.size), free.size - reserved);
  const taken = new Set<number>();
  const score = turnScore(casting, { ...stage, taken });
  const densest = maxBy(takers, (voice) => onsetsOf(voices, voice));
  let bars = 0;
  const give = (voice: number) => {
    const left = Math.max(1, due(voice) - casting.bars(voice));
    const slot = maxBy(free, (at) =>
      score(voice, { slot: at, left, isDensest: voice === densest }),
    );
    if (slot === undefined) return;
    free.delete(slot);
    taken.add(slot);
    casting.add(voice, slot);
    bars += (slots[slot] as Slot).bars.length;
  };
  for (const voice of takers) give(voice);
  while (free.size > 0 && taken.size < most && bars < pieceBars * MOST_TURNS) {
    const isOwed = (voice: number) => casting.bars(voice) + 1 < due(voice);
    const next = minBy(takers.filter(isOwed), (voice) => casting.bars(voice) / due(voice));
    if (next === undefined) break;
    give(next);
  }
  return taken;
}

function turnScore(
  casting: Casting,
  stage: Stage & { readonly taken: ReadonlySet<number> },
): (voice: number, at: { slot: number; left: number; isDensest: boolean }) => number {
  const { slots, arc, pieceBars, random, taken } = stage;
  const adjacent = adjacentSlots(slots);
  return (voice, { slot, left, isDensest }) => {
    const { bars, half } = slots[slot] as Slot;
    const isClimax = arc.climax.includes(slot);
    const climax = isDensest && half === 1 ? WEIGHTS.climax : WEIGHTS.otherClimax;
    const beside = [...(adjacent[slot] as ReadonlySet<number>)].filter((at) => taken.has(at));
    const own = [...casting.slots(voice)].map((at) => (slots[at] as Slot).bars[0] as number);
    const apart = Math.min(pieceBars / 2, ...own.map((bar) => Math.abs(bar - (bars[0] as number))));
    return (
      WEIGHTS.secondHalf * half +
      (isClimax ? climax : 0) -
      beside.length -
      (adjacent[slots.length - 1]?.has(slot) ? WEIGHTS.cadence : 0) -
      (WEIGHTS.excess * Math.max(0, bars.length - left - 1)) / pieceBars +
      apart / pieceBars +
      WEIGHTS.chance * random()
    );
  };
}
