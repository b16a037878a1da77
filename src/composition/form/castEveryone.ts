import { maxBy, minBy } from '../../math/maxBy.js';
import type { Casting } from './casting.js';
import { slotScore } from './slotScore.js';
import type { Slot } from './slots.js';
import { onsetsOf, type Stage } from './stage.js';

/**
 * Gives every voice that has nothing yet its best slot: within the arc where that is possible, then within what is
 * planned for, within the most onsets, in place of the leader, and where even that is not enough wherever it is least too much.
 *
 * @param options.most onsets a second
 * @param options.alone slots of voices that interrupt
 */
export function castEveryone(
  casting: Casting,
  stage: Stage,
  options: { readonly most: number; readonly alone: ReadonlySet<number> },
): void {
  const { voices, roles } = stage;
  const score = slotScore(casting, stage);
  const densestFirst = [...voices.keys()]
    .filter((voice) => isUnheard(casting, stage, voice))
    .sort((a, b) => onsetsOf(voices, b) - onsetsOf(voices, a) || a - b);
  for (const voice of densestFirst) {
    const choice = choicesFor(voice, { ...options, casting, stage }).find(
      ({ slots }) => slots.length > 0,
    );
    if (choice === undefined) continue;
    const slot = choice.isTooMuch
      ? minBy(choice.slots, (at) => casting.load(at))
      : maxBy(choice.slots, (at) => score(voice, at));
    if (choice.isInstead) casting.remove(roles.leader, slot as number);
    casting.add(voice, slot as number);
  }
}

/** Whether a voice has no slot yet; the last bar is not to be its first, unless the piece is too short to have an opening. */
export function isUnheard(casting: Casting, { slots, roles, arc }: Stage, voice: number): boolean {
  const own = [...casting.slots(voice)];
  if (voice === roles.leader || arc.opening.length === 0) return own.length === 0;
  return own.every((slot) => slot === slots.length - 1);
}

interface Choice {
  readonly slots: readonly number[];
  /** Whether the voice would take the place of the leader. */
  readonly isInstead?: boolean;
  readonly isTooMuch?: boolean;
}

/** Where a voice may be cast, the better choices first; some have no slots. */
function choicesFor(
  voice: number,
  options: { casting: Casting; stage: Stage; most: number; alone: ReadonlySet<number> },
): Choice[] {
  const { casting, stage, most, alone } = options;
  const { voices, slots, roles, arc, pieceBars } = stage;
  const own = onsetsOf(voices, voice);
  const all = [...slots.keys()];
  const open = all.filter((slot) => !alone.has(slot));
  const shared = open.filter((slot) => slot < slots.length - 1);
  const later = shared.filter((slot) => !arc.opening.includes(slot));
  const under = (limit: number) => (slot: number) => casting.fits(voice, slot, limit);
  const canRelieve = (slot: number) => {
    const left = casting.bars(roles.leader) - (slots[slot] as Slot).bars.length;
    const load = casting.load(slot) - onsetsOf(voices, roles.leader) + own;
    return casting.plays(roles.leader, slot) && 2 * left >= pieceBars && load <= most;
  };
  return [
    { slots: later.filter((slot) => under(arc.targets[slot] as number)(slot)) },
    { slots: later.filter(under(roles.plannedOnsets)) },
    { slots: later.filter(under(most)) },
    { slots: shared.filter(under(most)) },
    { slots: open.filter(under(most)) },
    { slots: later.filter(canRelieve), isInstead: true },
    { slots: shared, isTooMuch: true },
    { slots: all, isTooMuch: true },
  ];
}
