import { maxBy, minBy } from '../../math/maxBy.js';
import type { Casting } from './casting.js';
import { slotScore } from './slotScore.js';
import { onsetsOf, type Stage } from './stage.js';

/** How much the score of a slot counts beside the shares of the piece that are due to a voice and of its wish that it plays already. */
const SCORE_WEIGHT = 0.3;

/** A voice fits a slot if no more than this share of its onsets would exceed the arc: of two voices, one more is half or twice as dense. */
const WITHIN_ARC = 0.5;

/**
 * Fills the climax, first with voices that are due little and have played least: it mostly sounds once, while
 * what returns makes many bars, and those belong to the larger.
 */
export function fillClimax(casting: Casting, stage: Stage): void {
  const { slots, arc, roles } = stage;
  const score = slotScore(casting, stage);
  for (const slot of arc.climax.filter((at) => casting.plays(roles.leader, at))) {
    const open = new Set(roles.joining.filter((voice) => !casting.plays(voice, slot)));
    while (open.size > 0) {
      const voice = maxBy(
        open,
        (at) =>
          SCORE_WEIGHT * score(at, slot) - (roles.dues[at] as number) - played(casting, stage, at),
      ) as number;
      open.delete(voice);
      const target = arc.targets[slot] as number;
      if (casting.fits(voice, slot, target) && slot < slots.length - 1) casting.add(voice, slot);
    }
  }
}

/** Gives the voices that share slots more of them, who has least of its wish first, as long as the arc has room. */
export function castByWish(
  casting: Casting,
  stage: Stage,
  { alone }: { alone: ReadonlySet<number> },
): void {
  const { voices, slots, roles, arc } = stage;
  const score = slotScore(casting, stage);
  const open = new Set([...roles.joining, ...roles.relieving]);
  const later = [...slots.keys()]
    .slice(0, -1)
    .filter((slot) => !alone.has(slot) && !arc.opening.includes(slot));
  while (open.size > 0) {
    const voice = minBy(open, (at) => played(casting, stage, at)) as number;
    const fitting = later.filter(
      (slot) =>
        !casting.plays(voice, slot) &&
        casting.load(slot) + onsetsOf(voices, voice) <= roles.plannedOnsets &&
        casting.load(slot) + WITHIN_ARC * onsetsOf(voices, voice) <= (arc.targets[slot] as number),
    );
    const slot = maxBy(fitting, (at) => score(voice, at));
    if (slot === undefined || played(casting, stage, voice) >= 1) open.delete(voice);
    else casting.add(voice, slot);
  }
}

/** How much of its wish a voice plays, 1 for all of it. */
function played(casting: Casting, { roles, pieceBars }: Stage, voice: number): number {
  return casting.bars(voice) / ((roles.wishes[voice] as number) * pieceBars);
}
