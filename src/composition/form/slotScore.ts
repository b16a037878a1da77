import { answerScore } from './answers.js';
import type { Casting } from './casting.js';
import type { Slot } from './slots.js';
import type { Stage } from './stage.js';

/** How well a slot suits a voice: room, answers, distance from its other slots, and no more bars than it wishes for. */
export function slotScore(casting: Casting, stage: Stage): (voice: number, slot: number) => number {
  const { voices, slots, arc, roles, pieceBars, random } = stage;
  const answers = answerScore(casting, { voices, slots, eligible: roles.joining });
  return (voice, slot) => {
    const { bars, phrase } = slots[slot] as Slot;
    const room = (arc.targets[slot] as number) - casting.load(slot);
    let apart = pieceBars / 2;
    let isInPhrase = false;
    for (const at of casting.slots(voice)) {
      const own = slots[at] as Slot;
      apart = Math.min(apart, Math.abs((own.bars[0] as number) - (bars[0] as number)));
      isInPhrase ||= own.phrase === phrase;
    }
    const due = Math.max(1, (roles.dues[voice] as number) * pieceBars);
    const over = Math.max(0, casting.bars(voice) + bars.length - due - 1) / due;
    return (
      0.9 * answers(voice, slot) +
      0.5 * (room / roles.plannedOnsets) +
      0.5 * (apart / pieceBars) +
      // The larger a voice is, the rather it stays for a whole phrase.
      (isInPhrase ? 0.8 * ((roles.wishes[voice] as number) - 0.3) : 0) -
      0.5 * Math.min(2, over) +
      0.2 * random()
    );
  };
}
