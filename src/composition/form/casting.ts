import type { FormVoice } from './form.js';
import { type Slot, slotsByBar } from './slots.js';

/** Who plays in which slot, while it is being decided. */
export interface Casting {
  readonly plays: (voice: number, slot: number) => boolean;
  readonly add: (voice: number, slot: number) => void;
  readonly remove: (voice: number, slot: number) => void;
  readonly cast: (slot: number) => ReadonlySet<number>;
  readonly slots: (voice: number) => ReadonlySet<number>;
  /** Onsets a second of all who play in a slot. */
  readonly load: (slot: number) => number;
  /** Whether a slot with one more voice has no more onsets a second than a limit, as far as rounding lets one say. */
  readonly fits: (voice: number, slot: number, limit: number) => boolean;
  /** Bars of the piece that a voice plays. */
  readonly bars: (voice: number) => number;
  /** Onsets a second in each bar of the piece. */
  readonly loads: () => number[];
}

/** Rounding of a sum of onsets. */
export const ROUNDING = 1e-9;

/** A casting in which no voice plays yet. */
export function openCasting(voices: readonly FormVoice[], slots: readonly Slot[]): Casting {
  const casts = slots.map(() => new Set<number>());
  const owns = voices.map(() => new Set<number>());
  const load = slots.map(() => 0);
  const bars = voices.map(() => 0);
  const change = (voice: number, { slot, by }: { slot: number; by: 1 | -1 }) => {
    const { onsetsPerSecond } = voices[voice] as FormVoice;
    load[slot] = (load[slot] as number) + by * onsetsPerSecond;
    bars[voice] = (bars[voice] as number) + by * (slots[slot] as Slot).bars.length;
  };
  const plays = (voice: number, slot: number) => (casts[slot] as Set<number>).has(voice);
  return {
    plays,
    add: (voice, slot) => {
      if (plays(voice, slot)) return;
      casts[slot]?.add(voice);
      owns[voice]?.add(slot);
      change(voice, { slot, by: 1 });
    },
    remove: (voice, slot) => {
      if (!plays(voice, slot)) return;
      casts[slot]?.delete(voice);
      owns[voice]?.delete(slot);
      change(voice, { slot, by: -1 });
    },
    cast: (slot) => casts[slot] as Set<number>,
    slots: (voice) => owns[voice] as Set<number>,
    load: (slot) => load[slot] as number,
    fits: (voice, slot, limit) =>
      (load[slot] as number) + (voices[voice] as FormVoice).onsetsPerSecond <= limit + ROUNDING,
    bars: (voice) => bars[voice] as number,
    loads: () => slotsByBar(slots).map((slot) => load[slot] as number),
  };
}
