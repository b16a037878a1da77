import { answerScore, byDistance } from './answers.js';
import type { Casting } from './casting.js';
import { best, onsetsOf, type Stage } from './giveTurns.js';
import type { Slot } from './slots.js';

/** So many voices gather with the leader in the last bar. */
const MOST_AT_CLOSE = 3;

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
  const second = random() < 0.5 ? nearest : roles.joining[0];
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

/**
 * Fills the climax, first with voices that are due little and have played least: it mostly sounds once, while
 * what returns makes many bars, and those belong to the larger.
 */
export function fillClimax(casting: Casting, stage: Stage): void {
  const { slots, arc, voices, roles } = stage;
  const score = slotScore(casting, stage);
  for (const slot of arc.climax.filter((at) => casting.plays(roles.leader, at))) {
    const open = new Set(roles.joining.filter((voice) => !casting.plays(voice, slot)));
    while (open.size > 0) {
      const voice = best(
        [...open],
        (at) => 0.3 * score(at, slot) - (roles.dues[at] as number) - played(casting, stage, at),
      ) as number;
      open.delete(voice);
      const load = casting.load(slot) + onsetsOf(voices, voice);
      if (load <= (arc.targets[slot] as number) + 1e-9 && slot < slots.length - 1)
        casting.add(voice, slot);
    }
  }
}

/**
 * Gives every voice that has nothing yet its best slot: within the arc where that is possible, then within what is
 * planned for, within the most onsets, in place of the leader, and where even that is not enough wherever it is least too much.
 *
 * @param options.most onsets a second
 */
export function castEveryone(
  casting: Casting,
  stage: Stage,
  { most, alone }: { most: number; alone: ReadonlySet<number> },
): void {
  const { voices, slots, roles, arc } = stage;
  const all = [...slots.keys()];
  const inner = slots.length > 1 ? all.slice(0, -1) : all;
  const shared = inner.filter((slot) => !alone.has(slot));
  const later = shared.filter((slot) => !arc.opening.includes(slot));
  const score = slotScore(casting, stage);
  const unheard = [...voices.keys()]
    .filter((voice) => [...casting.slots(voice)].every((slot) => slot === slots.length - 1))
    .filter((voice) => voice !== roles.leader || casting.slots(voice).size === 0)
    .sort((a, b) => onsetsOf(voices, b) - onsetsOf(voices, a) || a - b);
  for (const voice of unheard) {
    const own = onsetsOf(voices, voice);
    const under = (limit: number) => (slot: number) => casting.load(slot) + own <= limit + 1e-9;
    const leaderBars = casting.bars(roles.leader);
    const relieved = (slot: number) =>
      casting.plays(roles.leader, slot) &&
      2 * (leaderBars - (slots[slot] as Slot).bars.length) >= stage.pieceBars &&
      casting.load(slot) - onsetsOf(voices, roles.leader) + own <= most;
    const groups: [readonly number[], (slot: number) => boolean][] = [
      [later, (slot) => under(arc.targets[slot] as number)(slot)],
      [later, under(roles.plannedOnsets)],
      [later, under(most)],
      [shared, under(most)],
      [all.filter((slot) => !alone.has(slot)), under(most)],
      [later, relieved],
    ];
    const fitting = groups.map(([at, fits]) => at.filter(fits)).find(({ length }) => length > 0);
    const open = shared.length > 0 ? shared : all;
    const slot = fitting
      ? best(fitting, (at) => score(voice, at))
      : best(open, (at) => -casting.load(at));
    if (slot === undefined) continue;
    if (!fitting?.some((at) => under(most)(at)) && fitting) casting.remove(roles.leader, slot);
    casting.add(voice, slot);
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
    const voice = best([...open], (at) => -played(casting, stage, at)) as number;
    const fitting = later.filter(
      (slot) =>
        !casting.plays(voice, slot) &&
        casting.load(slot) + onsetsOf(voices, voice) <= roles.plannedOnsets &&
        // To the nearest: of two voices, one more is half or twice as dense.
        casting.load(slot) + 0.5 * onsetsOf(voices, voice) <= (arc.targets[slot] as number),
    );
    const slot = best(fitting, (at) => score(voice, at));
    if (slot === undefined || played(casting, stage, voice) >= 1) open.delete(voice);
    else casting.add(voice, slot);
  }
}

/** How much of its wish a voice plays, 1 for all of it. */
function played(casting: Casting, { roles, pieceBars }: Stage, voice: number): number {
  return casting.bars(voice) / ((roles.wishes[voice] as number) * pieceBars);
}

/** How well a slot suits a voice: room, answers, distance from its other slots, and no more bars than it wishes for. */
function slotScore(casting: Casting, stage: Stage): (voice: number, slot: number) => number {
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
