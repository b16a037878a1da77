import { byDistance } from './answers.js';
import type { Casting } from './casting.js';
import type { Imitation, ImitationModel } from './form.js';
import type { Slot } from './slots.js';
import type { Stage } from './stage.js';

/**
 * Plans who takes up whose motif. A voice that enters answers one that played in the slot before: another voice of its object, else one
 * that now rests, else its nearest neighbour in the picture. Two voices of one object that play a slot together play it once in canon.
 *
 * Parts are decoded in the order of the voices, so a later voice imitates an earlier one: where the voice that enters is the earlier one,
 * the other states the motif that the answer has.
 */
export function planImitations(casting: Casting, stage: Stage): Imitation[] {
  const canons = planCanons(casting, stage);
  const models = new Map<string, { voice: number; slot: number; models: ImitationModel[] }>();
  const add = (voice: number, slot: number, model: ImitationModel) => {
    const key = `${voice} ${slot}`;
    const known = models.get(key) ?? { voice, slot, models: [] };
    known.models.push(model);
    models.set(key, known);
  };
  const { slots, roles } = stage;
  for (const { call, answer, voice, callers } of entries(casting, stage)) {
    for (const caller of callers) {
      const [imitating, own] = caller < voice ? [voice, answer] : [caller, call];
      const [model, other] = caller < voice ? [caller, call] : [voice, answer];
      if (imitating !== roles.leader)
        add(imitating, own, { voice: model, firstBar: barsOfSlot(slots[other] as Slot).firstBar });
    }
  }
  const isInCanon = (voice: number, slot: number) =>
    canons.some((canon) => canon.voice === voice && canon.firstBar === firstBarOf(slots, slot));
  const answers = [...models.values()]
    .filter(({ voice, slot }) => !isInCanon(voice, slot))
    .map(({ voice, slot, models: own }): Imitation => {
      return { kind: 'answer', voice, ...barsOfSlot(slots[slot] as Slot), models: own };
    });
  return [...canons, ...answers].sort((a, b) => a.voice - b.voice || a.firstBar - b.firstBar);
}

/** A voice that enters, and those that played before, the one that it answers best first. */
interface Entry {
  readonly voice: number;
  readonly call: number;
  readonly answer: number;
  readonly callers: readonly number[];
}

function entries(casting: Casting, { voices, slots }: Stage): Entry[] {
  const slotAt: number[] = [];
  for (const [i, { bars }] of slots.entries()) for (const bar of bars) slotAt[bar] = i;
  return [...slots.keys()].slice(0, -1).flatMap((answer) => {
    const call = slotAt[((slots[answer] as Slot).bars[0] as number) - 1];
    if (call === undefined) return [];
    const before = casting.cast(call);
    const entering = [...casting.cast(answer)].filter((voice) => !before.has(voice));
    return entering.map((voice): Entry => {
      const rank = (caller: number) =>
        voices[caller]?.object === voices[voice]?.object
          ? 0
          : casting.plays(caller, answer)
            ? 2
            : 1;
      const near = byDistance(voices, { from: voice, eligible: [...before] });
      return { voice, call, answer, callers: near.sort((a, b) => rank(a) - rank(b)) };
    });
  });
}

/** One canon for each object of several voices, where two of them play together, at the climax if they do there. */
function planCanons(casting: Casting, { voices, slots, arc }: Stage): Imitation[] {
  const objects = [...new Set(voices.map(({ object }) => object))];
  return objects.flatMap((object) => {
    const own = [...voices.keys()].filter((voice) => voices[voice]?.object === object);
    const together = [...slots.keys()]
      .slice(0, -1)
      .map((slot) => ({ slot, playing: own.filter((voice) => casting.plays(voice, slot)) }))
      .filter(({ playing }) => playing.length > 1);
    const chosen = together.find(({ slot }) => arc.climax.includes(slot)) ?? together[0];
    if (!chosen) return [];
    const [leading, following] = chosen.playing as [number, number];
    const bars = barsOfSlot(slots[chosen.slot] as Slot);
    const model = { voice: leading, firstBar: bars.firstBar };
    return [{ kind: 'canon', voice: following, ...bars, models: [model] } as const];
  });
}

/** The bars of material that stand in a row from a slot's first on. */
function barsOfSlot({ material }: Slot): { firstBar: number; bars: number } {
  const firstBar = material[0] as number;
  const bars = material.findIndex((bar, i) => bar !== firstBar + i);
  return { firstBar, bars: bars < 0 ? material.length : bars };
}

function firstBarOf(slots: readonly Slot[], slot: number): number {
  return barsOfSlot(slots[slot] as Slot).firstBar;
}
