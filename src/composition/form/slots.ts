import { PHRASE_BARS, type Structure } from './layOut.js';

/** Bars of material that are cast as one: half a phrase, or one bar of it, with all of its last bars. */
export interface Slot {
  /** Bars of material, ascending. */
  readonly material: readonly number[];
  /** Bars of the piece in which it sounds, ascending. */
  readonly bars: readonly number[];
  /** Which phrase of material, from 0; the last bar of the piece is a phrase of its own. */
  readonly phrase: number;
  /** Call or answer. */
  readonly half: 0 | 1;
}

/**
 * Divides the material of a piece into what is cast as one.
 *
 * @param slotBars 1 or 2
 * @returns in order of first appearance; the last is the last bar of the piece
 */
export function slotsOf(structure: Structure, slotBars: number): readonly Slot[] {
  const barsOf = structure.material.map((): number[] => []);
  for (const [bar, index] of structure.bars.entries()) barsOf[index]?.push(bar);
  const slot = (material: readonly number[], where: Pick<Slot, 'phrase' | 'half'>): Slot => ({
    material: [...material].sort((a, b) => a - b),
    bars: material.flatMap((index) => barsOf[index] as number[]).sort((a, b) => a - b),
    ...where,
  });
  const slots = structure.phrases.flatMap(({ places }, phrase) =>
    Array.from({ length: PHRASE_BARS / slotBars }, (_, i) =>
      slot(places.slice(i * slotBars, (i + 1) * slotBars).flat(), {
        phrase,
        half: i % 2 === 0 ? 0 : 1,
      }),
    ).filter(({ material }) => material.length > 0),
  );
  const last = structure.material.length - 1;
  return [...slots, slot([last], { phrase: structure.phrases.length, half: 1 })];
}

/** For each slot, those that sound directly before or after it somewhere in the piece. */
export function adjacentSlots(slots: readonly Slot[]): readonly ReadonlySet<number>[] {
  const slotAt = slotsByBar(slots);
  const adjacent = slots.map(() => new Set<number>());
  for (const [bar, slot] of slotAt.entries()) {
    const next = slotAt[bar + 1];
    if (next === undefined || next === slot) continue;
    adjacent[slot]?.add(next);
    adjacent[next]?.add(slot);
  }
  return adjacent;
}

/** For each bar of the piece, the slot that sounds in it. */
export function slotsByBar(slots: readonly Slot[]): readonly number[] {
  const slotAt: number[] = [];
  for (const [i, { bars }] of slots.entries()) for (const bar of bars) slotAt[bar] = i;
  return slotAt;
}
