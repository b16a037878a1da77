import { byDistance } from './answers.js';
import type { Casting } from './casting.js';
import { onsetsOf, type Stage } from './stage.js';

/** So many voices gather with the leader in the last bar. */
const MOST_AT_CLOSE = 3;

/** How often the second voice to open is the leader's nearest neighbour and not the largest of the others. */
const NEAREST_SECOND = 0.5;

/** Casts the leader wherever no other has the turn, a second voice in the opening, and the largest few in the last bar. */
export function castFrame(
  casting: Casting,
  stage: Stage,
  { turns }: { turns: ReadonlySet<number> },
): void {
  const { voices, slots, roles, arc, random } = stage;
  const last = slots.length - 1;
  for (const slot of slots.keys()) if (!turns.has(slot)) casting.add(roles.leader, slot);
  const [nearest] = byDistance(voices, { from: roles.leader, eligible: roles.joining });
  const second = random() < NEAREST_SECOND ? nearest : roles.joining[0];
  if (second !== undefined && arc.opening.length > 0) {
    // The first slot is the leader's alone: one enters after another.
    const entry = arc.opening.length > 1 ? arc.opening.slice(1) : [(arc.opening[0] as number) + 1];
    for (const slot of entry) if (!turns.has(slot) && slot < last) casting.add(second, slot);
  }
  for (const voice of roles.joining.slice(0, MOST_AT_CLOSE)) {
    if (casting.load(last) + onsetsOf(voices, voice) <= roles.plannedOnsets)
      casting.add(voice, last);
  }
  // A machine strikes once where all parts stop, so its density is no matter there.
  if (roles.interrupting.includes(0)) casting.add(0, last);
}
