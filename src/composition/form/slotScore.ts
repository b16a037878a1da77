import { answerScore } from './answers.js';
import type { Casting } from './casting.js';
import type { Slot } from './slots.js';
import type { Stage } from './stage.js';

/** What speaks for a slot and against it, in points beside one another. */
const WEIGHTS = {
  /** Of `answerScore`, −1 to 1. */
  answer: 0.9,
  /** Of the room up to the arc's target, as a share of what is planned for. */
  room: 0.5,
  /**
   * Against a slot, of its distance from the voice's nearest, as a share of the piece, 0–0.5: an object is recognised
   * sooner where it plays on.
   */
  distance: 0.5,
  /** Of the voice's wish less `STAYING_WISH`, in a phrase in which it plays already: the larger a voice is, the rather it stays. */
  staying: 0.8,
  /** Of bars beyond those that are due to the voice, as a share of them, 2 at most. */
  excess: 0.5,
  chance: 0.2,
} as const;

/** A voice that wishes for a larger share of the piece rather stays for a whole phrase, one that wishes for less rather leaves. */
const STAYING_WISH = 0.3;

const MOST_EXCESS = 2;

/** How well a slot suits a voice: room, answers, nearness to its other slots, and no more bars than it wishes for. */
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
      WEIGHTS.answer * answers(voice, slot) +
      WEIGHTS.room * (room / roles.plannedOnsets) +
      (isInPhrase ? WEIGHTS.staying * ((roles.wishes[voice] as number) - STAYING_WISH) : 0) -
      WEIGHTS.distance * (apart / pieceBars) -
      WEIGHTS.excess * Math.min(MOST_EXCESS, over) +
      WEIGHTS.chance * random()
    );
  };
}
