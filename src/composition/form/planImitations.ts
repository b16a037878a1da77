import { byDistance } from './answers.js';
import type { Casting } from './casting.js';
import type { Imitation } from './form.js';
import { type Slot, slotsByBar } from './slots.js';
import type { Stage } from './stage.js';

/**
 * Plans who takes up whose motif. A voice that enters answers one that played in the slot before: another voice of its object, else one
 * that now rests, else its nearest neighbour in the picture. Two voices of one object that play a slot together play it once in canon.
 *
 * Parts are decoded in the order of the voices, so a later voice imitates an earlier one: where the voice that enters is the earlier one,
 * the other states the motif that the answer has.
 *
 * @param bars for each bar of the piece, the bar of material that sounds in it
 */
export function planImitations(
  casting: Casting,
  stage: Stage,
  { bars }: { readonly bars: readonly number[] },
): Imitation[] {
  const canons = planCanons(casting, stage);
  const answers = new Map<string, Imitation>();
  for (const { call, answer, voice, callers } of entries(casting, stage, bars)) {
    for (const caller of callers) {
      const [from, to] = caller < voice ? [call, answer] : [answer, call];
      const imitating = Math.max(caller, voice);
      if (imitating === stage.roles.leader) continue;
      const key = `${imitating} ${to.firstBar}`;
      const known = answers.get(key) ?? { kind: 'answer', voice: imitating, ...to, models: [] };
      const model = { voice: Math.min(caller, voice), firstBar: from.firstBar };
      answers.set(key, { ...known, models: [...known.models, model] });
    }
  }
  const isOwn = (voice: number, model: number) =>
    stage.voices[voice]?.object === stage.voices[model]?.object;
  const ownFirst = (answer: Imitation): Imitation => ({
    ...answer,
    models: [...answer.models].sort(
      (a, b) => Number(isOwn(answer.voice, b.voice)) - Number(isOwn(answer.voice, a.voice)),
    ),
  });
  const isInCanon = ({ voice, firstBar }: Imitation) =>
    canons.some((canon) => canon.voice === voice && canon.firstBar === firstBar);
  const others = [...answers.values()].filter((answer) => !isInCanon(answer)).map(ownFirst);
  return [...canons, ...others].sort((a, b) => a.voice - b.voice || a.firstBar - b.firstBar);
}

/** Bars of material in a row. */
interface BarsInRow {
  readonly firstBar: number;
  readonly bars: number;
}

/** A voice that enters, and those that played before, the one that it answers best first. */
interface Entry {
  readonly voice: number;
  readonly call: BarsInRow;
  readonly answer: BarsInRow;
  readonly callers: readonly number[];
}

function entries(casting: Casting, { voices, slots }: Stage, bars: readonly number[]): Entry[] {
  const slotAt = slotsByBar(slots);
  return [...slots.keys()].slice(0, -1).flatMap((slot) => {
    const from = slots[slot]?.bars[0] as number;
    const before = slotAt[from - 1];
    if (before === undefined) return [];
    const callFrom = slotAt.findLastIndex((each, bar) => bar < from && each !== before) + 1;
    const playing = casting.cast(before);
    const entering = [...casting.cast(slot)].filter((voice) => !playing.has(voice));
    return entering.map((voice): Entry => {
      const rank = (caller: number) =>
        voices[caller]?.object === voices[voice]?.object ? 0 : casting.plays(caller, slot) ? 2 : 1;
      const near = byDistance(voices, { from: voice, eligible: [...playing] });
      return {
        voice,
        call: inRow(bars, { from: callFrom, isIn: (bar) => bar < from }),
        answer: inRow(bars, { from, isIn: (bar) => slotAt[bar] === slot }),
        callers: near.sort((a, b) => rank(a) - rank(b)),
      };
    });
  });
}

/** The bars of material that stand from a bar of the piece on, as long as they follow one another. */
function inRow(
  bars: readonly number[],
  { from, isIn }: { from: number; isIn: (bar: number) => boolean },
): BarsInRow {
  const firstBar = bars[from] as number;
  let count = 1;
  while (isIn(from + count) && bars[from + count] === firstBar + count) count++;
  return { firstBar, bars: count };
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
function barsOfSlot({ material }: Slot): BarsInRow {
  return inRow(material, { from: 0, isIn: (at) => at < material.length });
}
