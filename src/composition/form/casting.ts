import type { FormVoice } from './form.js';
import type { Slot } from './slots.js';

/** Who plays in which slot, while it is being decided. */
export interface Casting {
  readonly plays: (voice: number, slot: number) => boolean;
  readonly add: (voice: number, slot: number) => void;
  readonly remove: (voice: number, slot: number) => void;
  readonly cast: (slot: number) => ReadonlySet<number>;
  readonly slots: (voice: number) => readonly number[];
  /** Onsets a second of all who play in a slot. */
  readonly load: (slot: number) => number;
  /** Bars of the piece that a voice plays. */
  readonly bars: (voice: number) => number;
  /** Onsets a second in each bar of the piece. */
  readonly loads: () => number[];
}

/** A casting in which no voice plays yet. */
export function openCasting(voices: readonly FormVoice[], slots: readonly Slot[]): Casting {
  const casts = slots.map(() => new Set<number>());
  const cast = (slot: number) => casts[slot] as Set<number>;
  const own = (voice: number) => [...slots.keys()].filter((slot) => cast(slot).has(voice));
  const load = (slot: number) => {
    let sum = 0;
    for (const voice of cast(slot)) sum += (voices[voice] as FormVoice).onsetsPerSecond;
    return sum;
  };
  return {
    plays: (voice, slot) => cast(slot).has(voice),
    add: (voice, slot) => void cast(slot).add(voice),
    remove: (voice, slot) => void cast(slot).delete(voice),
    cast,
    slots: own,
    load,
    bars: (voice) => own(voice).reduce((sum, slot) => sum + (slots[slot] as Slot).bars.length, 0),
    loads: () => {
      const loads: number[] = [];
      for (const [i, { bars }] of slots.entries()) for (const bar of bars) loads[bar] = load(i);
      return loads;
    },
  };
}
